package dev.holdup.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a server keeps what it has; understood by [ServeStorage].
final class StorageOptions {
    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "A PostgreSQL database, as jdbc:postgresql://host/name, instead of files in --data; also in"
                    + " HOLDUP_DB. User and password: HOLDUP_DB_USER, HOLDUP_DB_PASSWORD.")
    @Nullable
    String database;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password for --db.")
    @Nullable
    Path databasePasswordFile;
}
