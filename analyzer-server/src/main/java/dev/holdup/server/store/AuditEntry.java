package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody did or tried something.
///
/// @param callerKind how the caller was known: `token`, `session`, `proxy`, `local`, `nobody`, `command`
/// @param tokenId of the token that was used, if one was
/// @param address from where
/// @param action such as `DELETE /api/incidents/{id}`
/// @param target the id that it was done to
/// @param status of the answer
public record AuditEntry(
        Instant notedAt,
        String callerKind,
        String callerName,
        @Nullable String tokenId,
        String address,
        String action,
        @Nullable String target,
        int status) {

    /// @param id higher for later ones
    public record Noted(long id, AuditEntry entry) {}
}
