package dev.holdup.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The database, migrated to what this version needs. Closing it ends its connections.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    /// Within it a request is told that the database is away.
    private static final long PATIENCE_MILLIS = 5_000;
    /// Without them, a connection whose other end vanished is waited for without end. Seconds.
    private static final String SOCKET_PATIENCE = "120";

    private static final String CONNECT_PATIENCE = "5";
    /// SQLSTATE: shut down by an administrator, crashed, starting up, too many connections.
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private final HikariDataSource connections;
    private final @Nullable SoleUse soleUse;
    private final Jdbi jdbi;

    private Database(HikariDataSource connections, @Nullable SoleUse soleUse) {
        this.connections = connections;
        this.soleUse = soleUse;
        this.jdbi = Jdbi.create(soleUse == null ? new WrittenOut(connections) : () -> usedAlone(connections, soleUse));
        if (soleUse != null) {
            // Whatever cut the lock's connection may have cut these; the pool looks at none that it used just before.
            soleUse.beforeGoingOn(() -> connections.getHikariPoolMXBean().softEvictConnections());
        }
    }

    private static Connection usedAlone(HikariDataSource connections, SoleUse soleUse) throws SQLException {
        soleUse.check();
        try {
            return connections.getConnection();
        } catch (SQLException none) {
            soleUse.doubt();
            throw none;
        }
    }

    /// @throws IOException if it cannot be reached, or another server uses it
    public static Database at(DatabaseAddress address) throws IOException {
        return switch (address) {
            case DatabaseAddress.InFolder(Path folder) -> migrated(inFolder(folder), null);
            case DatabaseAddress.Postgres postgres -> postgres(postgres);
        };
    }

    /// Its default writes a commit within half a second; with `WRITE_DELAY=0` it is written at once, see [WrittenOut].
    private static HikariConfig inFolder(Path folder) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("holdup")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
        return config;
    }

    private static Database postgres(DatabaseAddress.Postgres address) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "holdup");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", CONNECT_PATIENCE);
        properties.setProperty("socketTimeout", SOCKET_PATIENCE);
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        SoleUse soleUse = null;
        try {
            soleUse = SoleUse.begin(() -> DriverManager.getConnection(address.url(), properties));
            config.setExceptionOverride(new BrokenConnections(soleUse));
            return migrated(config, soleUse);
        } catch (SQLException | RuntimeException unusable) {
            if (soleUse != null) {
                soleUse.close();
            }
            throw new IOException(address.url() + ": " + root(unusable).getMessage(), unusable);
        }
    }

    private static Database migrated(HikariConfig config, @Nullable SoleUse soleUse) {
        config.setPoolName("holdup");
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource connections = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(connections)
                    .locations("classpath:dev/holdup/server/migration")
                    .load()
                    .migrate();
            return new Database(connections, soleUse);
        } catch (RuntimeException unusable) {
            connections.close();
            throw unusable;
        }
    }

    private static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
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
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException away) {
            return false;
        }
    }

    /// Whether something failed because the database is away: the same may go well later.
    public static boolean isAway(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException failed && failed.getSQLState() != null) {
                String state = failed.getSQLState();
                if (state.startsWith("08") || AWAY.contains(state)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        connections.close();
        if (soleUse != null) {
            soleUse.close();
        }
    }
}
