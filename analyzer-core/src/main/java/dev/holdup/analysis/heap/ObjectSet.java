package dev.holdup.analysis.heap;

/// A set of objects: a bit each, and once [#rank] was called the objects in it are numbered by address.
///
/// `wordAndRank[2 * w]` holds the bits of 64 objects, `wordAndRank[2 * w + 1]` how many are in the set before them:
/// both in one cache line.
/// Memory: a quarter of a byte an object.
public final class ObjectSet {
    private final LongTable wordAndRank;
    private final int objects;

    public ObjectSet(TableSpace space, int objects) {
        this.objects = objects;
        this.wordAndRank = space.longs(2L * words());
    }

    /// Number of words: word `w` has the bits of the objects from `64 * w` on.
    public int words() {
        return (int) (((long) objects + 63) >>> 6);
    }

    public long word(int w) {
        return wordAndRank.get(2L * w);
    }

    public void setWord(int w, long bits) {
        wordAndRank.set(2L * w, bits);
    }

    public boolean contains(int objectIndex) {
        return (wordAndRank.get(2L * (objectIndex >>> 6)) & 1L << objectIndex) != 0;
    }

    /// Safe to be called by several threads at once.
    public void add(int objectIndex) {
        wordAndRank.or(2L * (objectIndex >>> 6), 1L << objectIndex);
    }

    /// Numbers the objects of the set; answers how many they are. Objects added later are not counted.
    public int rank() {
        int rank = 0;
        for (int w = 0; w < words(); w++) {
            wordAndRank.set(2L * w + 1, rank);
            rank += Long.bitCount(wordAndRank.get(2L * w));
        }
        return rank;
    }

    /// How many of the set have a smaller index; its own number if it is in the set.
    public int rankOf(int objectIndex) {
        long at = 2L * (objectIndex >>> 6);
        return (int) wordAndRank.get(at + 1) + Long.bitCount(wordAndRank.get(at) & ((1L << objectIndex) - 1));
    }

    /// Frees its memory; any later access fails.
    public void free(TableSpace space) {
        space.free(wordAndRank);
    }
}
