package dev.holdup.server.upkeep;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long things are kept. The age of an incident is that of its last file.
///
/// @param dumps after so long an incident's files go while its report stays; null for never
/// @param reports after so long the whole incident goes; null for never
/// @param roomBytes while the disk has less free, files go before their time, those of the oldest incidents first; 0
/// for never
public record RetentionPolicy(
        @Nullable Duration dumps, @Nullable Duration reports, long roomBytes) {
    public static final RetentionPolicy NOTHING_GOES = new RetentionPolicy(null, null, 0);

    /// When the files go of an incident whose last came then; null for never.
    public @Nullable Instant dumpsGoAt(Instant lastFileAt) {
        Duration first = dumps == null ? reports : dumps;
        return first == null ? null : lastFileAt.plus(first);
    }

    /// When all of it goes.
    public @Nullable Instant goesAt(Instant lastAt) {
        return reports == null ? null : lastAt.plus(reports);
    }
}
