package dev.holdup.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What goes into the `Authorization` header. It shows itself to nobody: not in messages, logs or stack traces.
public final class Secret {
    private final String header;

    private Secret(String header) {
        this.header = header;
    }

    /// @throws TrackerException if it cannot stand in a header
    public static Secret bearer(String token) throws TrackerException {
        return new Secret("Bearer " + checked(token));
    }

    /// @throws TrackerException if it cannot stand in a header
    public static Secret basic(String user, String token) throws TrackerException {
        String both = checked(user) + ":" + checked(token);
        return new Secret("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    private static String checked(String part) throws TrackerException {
        String stripped = part.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(unit -> unit > ' ' && unit < 0x7f)) {
            throw new TrackerException("The token in the environment is empty or has characters that no token has.");
        }
        return stripped;
    }

    String header() {
        return header;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
