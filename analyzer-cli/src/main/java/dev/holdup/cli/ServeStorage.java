package dev.holdup.cli;

import dev.holdup.server.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What [StorageOptions] and the environment say of where a server keeps what it has.
record ServeStorage(StorageOptions options, Map<String, String> environment) {
    private static final Pattern PASSWORD = Pattern.compile("[?&]password=");

    DatabaseAddress database(Path data) throws CommandFailure {
        String url = options.database == null ? environment.get("HOLDUP_DB") : options.database;
        if (url == null || url.isBlank()) {
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
