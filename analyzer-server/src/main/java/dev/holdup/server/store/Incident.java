package dev.holdup.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people say of an incident; its files, its analysis and its verdict are elsewhere.
///
/// @param label by which scripts name it before they know its id; unique
/// @param occurredAt when it happened, as somebody said
/// @param pinned nothing of it is removed because of its age or for want of room
public record Incident(
        String id,
        @Nullable String label,
        String title,
        @Nullable String service,
        @Nullable String ticket,
        @Nullable Instant occurredAt,
        Instant createdAt,
        boolean pinned,
        List<String> tags) {

    Incident tagged(List<String> all) {
        return new Incident(id, label, title, service, ticket, occurredAt, createdAt, pinned, all);
    }

    /// What one may say of a new one, or say anew of an old one.
    public record Draft(
            String title,
            @Nullable String service,
            @Nullable String ticket,
            @Nullable Instant occurredAt,
            List<String> tags) {
        public static Draft titled(String title) {
            return new Draft(title, null, null, null, List.of());
        }
    }
}
