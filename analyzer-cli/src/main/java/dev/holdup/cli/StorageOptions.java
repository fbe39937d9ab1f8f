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

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "A bucket of an S3-compatible store, as s3://bucket/prefix, for files and reports instead of"
                    + " --data; also in HOLDUP_STORE. Credentials as for the AWS tools.")
    @Nullable
    String store;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "Where the store answers; by default Amazon's own address. Also in HOLDUP_S3_ENDPOINT.")
    @Nullable
    String endpoint;

    @Option(
            names = "--keep-dumps",
            paramLabel = "TIME",
            description =
                    "How long an incident's files are kept, as 30d or 12h; its report stays. By default for ever.")
    @Nullable
    String keepDumps;

    @Option(
            names = "--keep-reports",
            paramLabel = "TIME",
            description = "How long an incident is kept as a whole, as 365d. By default for ever.")
    @Nullable
    String keepReports;

    @Option(
            names = "--make-room",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description =
                    "While the disk has less free than this, files of the oldest incidents are removed. By default"
                            + " never.")
    @Nullable
    ByteSize makeRoom;
}
