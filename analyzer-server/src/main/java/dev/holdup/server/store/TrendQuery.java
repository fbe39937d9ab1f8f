package dev.holdup.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which incidents a trend is of. What is null does not matter.
///
/// @param since of incidents that occurred, or were handed in, then or later
/// @param like with the signature of that report
public record TrendQuery(
        Instant since,
        @Nullable String service,
        @Nullable String kind,
        @Nullable StoredReport like) {}
