package dev.holdup.analysis.heap;

/// Room between neighbouring objects, added up over objects in the order of their addresses.
///
/// Objects that a worker of the second pass has met one after the other, as they lie in the heap, it counts on its way
/// ([InOrder]); the others are looked up afterwards.
public final class ObjectGaps {
    /// Gaps of so much and more are regions that are not in use.
    private static final long LARGE = 1 << 20;

    private long holes;
    private long holeBytes;
    private long largestHole;
    private long largeGaps;
    private long spanBytes;

    ObjectGaps() {}

    /// Gaps of less than a megabyte.
    public long holes() {
        return holes;
    }

    public long holeBytes() {
        return holeBytes;
    }

    public long largestHole() {
        return largestHole;
    }

    public long largeGaps() {
        return largeGaps;
    }

    /// All objects with the holes between them.
    public long spanBytes() {
        return spanBytes;
    }

    /// An object.
    ///
    /// @param gap between the end of the one before it and its address; 0 for the first
    void count(long gap, long bytes) {
        if (gap >= LARGE) {
            largeGaps++;
        } else if (gap > 0) {
            holes++;
            holeBytes += gap;
            largestHole = Math.max(largestHole, gap);
        }
        // Where a size was estimated too large, the next object begins within this one.
        spanBytes += bytes + (gap < LARGE ? gap : 0);
    }

    synchronized void add(ObjectGaps other) {
        holes += other.holes;
        holeBytes += other.holeBytes;
        largestHole = Math.max(largestHole, other.largestHole);
        largeGaps += other.largeGaps;
        spanBytes += other.spanBytes;
    }
}
