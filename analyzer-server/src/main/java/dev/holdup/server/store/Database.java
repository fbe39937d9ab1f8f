package dev.holdup.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The database, migrated to what this version needs. Closing it ends its connections.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 10;

    private final HikariDataSource connections;
    private final Jdbi jdbi;

    private Database(HikariDataSource connections) {
        this.connections = connections;
        this.jdbi = Jdbi.create(connections);
    }

    /// An H2 database in files named `holdup.*` in the folder.
    ///
    /// Its default writes a commit within half a second; with `WRITE_DELAY=0` what was answered is on disk, so that
    /// a killed server has forgotten nothing.
    public static Database inFolder(Path folder) {
        return at(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("holdup")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
    }

    private static Database at(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("holdup");
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource connections = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(connections)
                    .locations("classpath:dev/holdup/server/migration")
                    .load()
                    .migrate();
            return new Database(connections);
        } catch (RuntimeException unusable) {
            connections.close();
            throw unusable;
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /// Now, as exactly as a column can hold it.
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /// Whether it answers.
    public boolean answers() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one() == 1);
    }

    @Override
    public void close() {
        connections.close();
    }
}
