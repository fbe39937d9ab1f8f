package dev.holdup.cli;

import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What [StorageOptions] and the environment say of where a server keeps what it has.
record ServeStorage(StorageOptions options, Map<String, String> environment) {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([dh])");
    private static final Pattern PASSWORD = Pattern.compile("[?&]password=");

    DatabaseAddress database(Path data) throws CommandFailure {
        String url = given(options.database, "HOLDUP_DB");
        if (url == null) {
            return new DatabaseAddress.InFolder(data);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw CommandFailure.wrongUsage("--db must begin with jdbc:postgresql: as in"
                    + " jdbc:postgresql://host/name; without it, the database is in --data.");
        }
        if (PASSWORD.matcher(url).find()) {
            throw CommandFailure.wrongUsage("--db must not have the password, which others of the machine could see:"
                    + " put it into HOLDUP_DB_PASSWORD, or into a file named by --db-password-file.");
        }
        return new DatabaseAddress.Postgres(url, environment.get("HOLDUP_DB_USER"), password());
    }

    /// @return null for the folder
    @Nullable
    BucketAddress bucket() throws CommandFailure {
        String store = given(options.store, "HOLDUP_STORE");
        String endpoint = given(options.endpoint, "HOLDUP_S3_ENDPOINT");
        if (store == null) {
            if (options.endpoint != null) {
                throw CommandFailure.wrongUsage("--s3-endpoint needs --store, as in --store s3://bucket/prefix.");
            }
            return null;
        }
        return BucketAddress.of(store, endpoint == null ? null : address(endpoint))
                .orElseThrow(() -> CommandFailure.wrongUsage(
                        "--store " + store + " is no bucket: write one like s3://bucket/prefix."));
    }

    RetentionPolicy retention() throws CommandFailure {
        Duration dumps = time("--keep-dumps", options.keepDumps);
        Duration reports = time("--keep-reports", options.keepReports);
        if (dumps != null && reports != null && reports.compareTo(dumps) < 0) {
            throw CommandFailure.wrongUsage(
                    "--keep-reports must not be less than --keep-dumps: with the report goes the whole incident.");
        }
        ByteSize room = options.makeRoom;
        return new RetentionPolicy(dumps, reports, room == null ? 0 : room.bytes());
    }

    private static @Nullable Duration time(String option, @Nullable String given) throws CommandFailure {
        if (given == null) {
            return null;
        }
        Matcher matcher = TIME.matcher(given);
        if (!matcher.matches()) {
            throw CommandFailure.wrongUsage(
                    option + " must be a number of days or hours, as 30d or 12h, not " + given + ".");
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
    }

    private static URI address(String endpoint) throws CommandFailure {
        try {
            URI address = new URI(endpoint);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException wrong) {
            // Said below.
        }
        throw CommandFailure.wrongUsage(
                "--s3-endpoint " + endpoint + " is no address: write one like https://s3.example.org:9000.");
    }

    private @Nullable String given(@Nullable String option, String variable) {
        String value = option == null ? environment.get(variable) : option;
        return value == null || value.isBlank() ? null : value;
    }

    private @Nullable String password() throws CommandFailure {
        Path file = options.databasePasswordFile;
        if (file == null) {
            return environment.get("HOLDUP_DB_PASSWORD");
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw CommandFailure.wrongUsage("--db-password-file " + file + " cannot be read: check it.", unreadable);
        }
    }
}
