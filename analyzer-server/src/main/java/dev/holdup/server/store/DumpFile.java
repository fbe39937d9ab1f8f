package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file of an incident.
///
/// @param name as its sender called it: a label, never a path
/// @param goneAt once its bytes are deleted while its incident stays
public record DumpFile(
        String id,
        String incidentId,
        String name,
        String sha256,
        long bytes,
        Instant addedAt,
        @Nullable Instant goneAt) {
    public boolean isGone() {
        return goneAt != null;
    }
}
