package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file on its way in.
///
/// @param bytes that it will have
/// @param sha256 once all of them are there
/// @param finishedAt once it is a file of its incident; the row stays for a day, for senders that missed the answer
public record Upload(
        String id,
        String incidentId,
        String name,
        long bytes,
        @Nullable String sha256,
        @Nullable Instant finishedAt) {
    public boolean isFinished() {
        return finishedAt != null;
    }
}
