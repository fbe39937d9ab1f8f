package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.ArrayList;
import java.util.List;

/// A growing list of (source, target) pairs, eight bytes each, outside the Java heap.
final class PairList {
    private static final int CHUNK_SHIFT = 20;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private final TableSpace space;
    private final List<LongTable> chunks = new ArrayList<>();
    private LongTable last;
    private int inLast = 1 << CHUNK_SHIFT;

    PairList(TableSpace space) {
        this.space = space;
        this.last = space.longs(0);
    }

    void add(int source, int target) {
        if (inLast > CHUNK_MASK) {
            last = space.longs(1L << CHUNK_SHIFT);
            chunks.add(last);
            inLast = 0;
        }
        last.set(inLast++, (long) source << 32 | target);
    }

    long size() {
        return chunks.isEmpty() ? 0 : ((long) (chunks.size() - 1) << CHUNK_SHIFT) + inLast;
    }

    /// Calls back for each pair in the order they were added.
    void forEach(PairVisitor visitor) {
        long left = size();
        for (LongTable chunk : chunks) {
            int here = (int) Math.min(left, 1 << CHUNK_SHIFT);
            for (int i = 0; i < here; i++) {
                long pair = chunk.get(i);
                visitor.pair((int) (pair >>> 32), (int) pair);
            }
            left -= here;
        }
    }

    void free() {
        chunks.forEach(space::free);
        chunks.clear();
        inLast = 1 << CHUNK_SHIFT;
    }

    @FunctionalInterface
    interface PairVisitor {
        void pair(int source, int target);
    }
}
