package dev.holdup.analysis.heap;

/// Which objects are referred to once and which more often, as one worker has seen it.
///
/// `onceAndMore[2 * w]` has a bit for each of 64 objects that was referred to, `onceAndMore[2 * w + 1]` for each that
/// was more than once.
/// Memory: a quarter of a byte an object and worker.
public final class ReferenceCounts {
    private final LongTable onceAndMore;

    ReferenceCounts(TableSpace space, int objects) {
        onceAndMore = space.longs(2L * (((long) objects + 63) >>> 6));
    }

    void count(int target) {
        long at = 2L * (target >>> 6);
        long bit = 1L << target;
        long once = onceAndMore.get(at);
        if ((once & bit) == 0) {
            onceAndMore.set(at, once | bit);
        } else {
            onceAndMore.set(at + 1, onceAndMore.get(at + 1) | bit);
        }
    }

    /// Number of words of 64 objects.
    public int words() {
        return (int) (onceAndMore.length() >>> 1);
    }

    /// Adds what another worker has seen of the words from `from` to `to`.
    void add(ReferenceCounts other, int from, int to) {
        for (int w = from; w < to; w++) {
            long both = onceAndMore.get(2L * w) & other.onceAndMore.get(2L * w);
            onceAndMore.set(2L * w, onceAndMore.get(2L * w) | other.onceAndMore.get(2L * w));
            onceAndMore.set(2L * w + 1, onceAndMore.get(2L * w + 1) | other.onceAndMore.get(2L * w + 1) | both);
        }
    }

    /// Of 64 objects, those referred to more than once.
    public long more(int word) {
        return onceAndMore.get(2L * word + 1);
    }

    /// Of 64 objects, those referred to at all.
    public long any(int word) {
        return onceAndMore.get(2L * word);
    }

    /// Frees its memory; any later access fails.
    public void free(TableSpace space) {
        space.free(onceAndMore);
    }
}
