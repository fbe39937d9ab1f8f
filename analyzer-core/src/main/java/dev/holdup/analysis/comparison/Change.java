package dev.holdup.analysis.comparison;

import org.jspecify.annotations.Nullable;

/// A figure then and now.
///
/// @param before null if the analysis before does not have it
/// @param after null if the analysis after does not have it
public record Change(@Nullable Long before, @Nullable Long after) {
    /// Two figures nearer to each other are the same for a reader: one fiftieth.
    private static final int SAME = 50;

    /// Of what is not known of both.
    static final Change UNKNOWN = new Change(null, null);

    static Change of(long before, long after) {
        return new Change(before, after);
    }

    public boolean known() {
        return before != null && after != null;
    }

    /// What is not there counts as nothing.
    public long difference() {
        return (after == null ? 0 : after) - (before == null ? 0 : before);
    }

    long size() {
        return Math.abs(difference());
    }

    /// Whether it differs by more than a reader would notice.
    public boolean tells() {
        long larger = Math.max(before == null ? 0 : before, after == null ? 0 : after);
        return size() > larger / SAME;
    }

    /// By the one that tells, the first before the second.
    static Trend trend(Change first, Change second) {
        Change telling = first.known() && first.tells() || !second.known() ? first : second;
        return !telling.tells() ? Trend.SAME : telling.difference() > 0 ? Trend.GREW : Trend.SHRANK;
    }
}
