package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One analysis of an incident, to be made, being made or made.
///
/// @param readyAt not before; moved on while files come in
/// @param crashes how often its process ended without a result
/// @param error one sentence, of one that failed or was cancelled
public record Job(
        long id,
        String incidentId,
        State state,
        Instant readyAt,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int crashes,
        @Nullable String error) {

    public boolean hasEnded() {
        return endedAt != null;
    }

    /// As in the database and in the interface, in lower case.
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
