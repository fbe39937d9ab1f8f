package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token as it is remembered: without its secret, of which only the hash is known.
///
/// @param role its word, such as `read-values`
/// @param createdBy who made it
/// @param expiresAt null if never
/// @param lastUsedAt to the minute
public record TokenRow(
        String id,
        String name,
        String role,
        String secretSha256,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public boolean isUsableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
