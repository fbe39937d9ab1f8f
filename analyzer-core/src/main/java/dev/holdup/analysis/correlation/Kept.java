package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;

/// Memory that something alone keeps alive: how much, and how sure it is that this explains anything.
///
/// @param bytes exact, by the dominator tree
record Kept(long bytes, MemoryFacts memory) {
    private static final double SMALLEST_SHARE = 0.20;
    private static final long SMALLEST_BYTES = 8L << 20;
    private static final long SMALLEST_BYTES_OF_MOST = 1L << 20;
    /// From this share on the rest of the heap is a side issue.
    private static final double MOST = 0.5;

    double share() {
        return memory.share(bytes);
    }

    /// Whether the rest of the heap is a side issue beside it.
    boolean isMost() {
        return share() >= MOST && bytes >= SMALLEST_BYTES_OF_MOST;
    }

    /// Whether it stands out in this heap: a fifth of what is reachable, and eight megabytes, for in a small heap the
    /// JVM's own tables are a fifth; or most of it.
    boolean isMuch() {
        return isMost() || (share() >= SMALLEST_SHARE && bytes >= SMALLEST_BYTES);
    }

    /// `38.1 MB (41 %)`.
    String words() {
        return Words.bytes(bytes) + " (" + Words.percent(share()) + ")";
    }

    Confidence confidence() {
        return isMost() ? Confidence.HIGH : Confidence.MEDIUM;
    }

    /// @param by what keeps it, such as `this queue`
    /// @param one whether that is one
    String because(String by, boolean one) {
        if (isMost()) {
            return "More than half of the reachable memory hangs on " + by + " alone.";
        }
        return (one ? "It keeps" : "They keep") + " much alive, but less than half of the reachable memory.";
    }
}
