package dev.holdup.server.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Which incidents to list; null leaves a condition out.
///
/// @param text a part of title, service, ticket, headline, a tag or a file's name, in any case
/// @param state of the latest job, or `empty` without one
/// @param after where the page before ended
public record IncidentQuery(
        @Nullable String text,
        @Nullable String service,
        @Nullable String kind,
        @Nullable String category,
        @Nullable String state,
        @Nullable String tag,
        @Nullable Cursor after,
        int limit) {

    /// The last row of a page: lists run from new to old.
    public record Cursor(long epochMicros, String id) {
        public static Cursor of(Incident incident) {
            return new Cursor(ChronoUnit.MICROS.between(Instant.EPOCH, incident.createdAt()), incident.id());
        }

        @Override
        public String toString() {
            return epochMicros + "-" + id;
        }

        /// @return null if it is none of ours
        public static @Nullable Cursor of(String text) {
            int dash = text.indexOf('-', 1);
            try {
                return dash < 0 ? null : new Cursor(Long.parseLong(text, 0, dash, 10), text.substring(dash + 1));
            } catch (NumberFormatException notOurs) {
                return null;
            }
        }
    }
}
