package dev.holdup.server.web;

import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Incident;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How long an incident is kept, as the interface shows it.
///
/// @param pinned nothing of it goes by itself
/// @param filesGoAt when its files go by themselves; null if they never do, or are gone
/// @param filesGoneAt when the last of them went; null as long as one is there
/// @param goesAt when all of it goes by itself; null for never
record KeepingView(
        boolean pinned,
        @Nullable String filesGoAt,
        @Nullable String filesGoneAt,
        @Nullable String goesAt) {

    static KeepingView of(Incident incident, List<DumpFile> files, RetentionPolicy retention) {
        Instant lastAt =
                files.stream().map(DumpFile::addedAt).max(Instant::compareTo).orElse(incident.createdAt());
        boolean areGone = !files.isEmpty() && files.stream().allMatch(DumpFile::isGone);
        Instant goneAt = areGone
                ? files.stream()
                        .map(DumpFile::goneAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null)
                : null;
        boolean mayGo = !incident.pinned();
        return new KeepingView(
                incident.pinned(),
                mayGo && !areGone && !files.isEmpty() ? text(retention.dumpsGoAt(lastAt)) : null,
                text(goneAt),
                mayGo ? text(retention.goesAt(lastAt)) : null);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
