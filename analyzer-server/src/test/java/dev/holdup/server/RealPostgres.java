package dev.holdup.server;

import dev.holdup.server.store.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL of this machine's own, one for all tests of a process; each asks for an empty database.
public final class RealPostgres {
    private static @Nullable EmbeddedPostgres running;
    private static int databases;

    private RealPostgres() {}

    static synchronized EmbeddedPostgres server() throws IOException {
        EmbeddedPostgres server = running;
        if (server == null) {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            running = server;
        }
        return server;
    }

    /// Of a database that nobody has used.
    public static synchronized DatabaseAddress.Postgres freshDatabase() throws IOException {
        String name = "holdup_" + databases++;
        execute("create database " + name);
        return new DatabaseAddress.Postgres(
                "jdbc:postgresql://127.0.0.1:" + server().getPort() + "/" + name, "postgres", null);
    }

    static void execute(String statement) throws IOException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }
}
