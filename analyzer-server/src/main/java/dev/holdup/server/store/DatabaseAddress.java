package dev.holdup.server.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which database a server uses.
public sealed interface DatabaseAddress {

    /// H2, in files named `holdup.*` in the folder.
    record InFolder(Path folder) implements DatabaseAddress {}

    /// @param url `jdbc:postgresql://host/name`
    /// @param user null for the one that the URL or the driver knows
    /// @param password null for none, or for the one in the driver's own password file
    record Postgres(
            String url, @Nullable String user, @Nullable String password) implements DatabaseAddress {
        /// Never the password.
        @Override
        public String toString() {
            return url;
        }
    }
}
