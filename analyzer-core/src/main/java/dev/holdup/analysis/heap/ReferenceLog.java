package dev.holdup.analysis.heap;

import java.util.ArrayList;
import java.util.List;

/// Outgoing references, in whatever order they were read: `~source · target · target …` for every object that has
/// any, all as object indexes.
///
/// Kept in chunks, each written by one thread and begun with a source of its own, so that they are read
/// independently and given back one by one.
/// Memory: four bytes a reference, and four for each object that has any.
public final class ReferenceLog {
    private static final int CHUNK_INTS = 1 << 20;

    private final TableSpace space;
    private final List<Chunk> chunks = new ArrayList<>();

    /// @param ints how many of the table are used
    public record Chunk(IntTable table, int ints) {}

    public ReferenceLog(TableSpace space) {
        this.space = space;
    }

    /// Whole chunks; complete once every writer is closed.
    public List<Chunk> chunks() {
        return chunks;
    }

    /// Ints used, an upper bound of the references.
    public long ints() {
        return chunks.stream().mapToLong(Chunk::ints).sum();
    }

    public void free(Chunk chunk) {
        space.free(chunk.table());
    }

    /// Frees all that is left.
    public void free() {
        chunks.forEach(this::free);
        chunks.clear();
    }

    private synchronized void add(Chunk chunk) {
        chunks.add(chunk);
    }

    /// One thread's way of adding references: a source, then its targets.
    public final class Writer {
        private IntTable chunk = space.unsetInts(CHUNK_INTS);
        private int at;
        private int source;
        private boolean empty = true;

        /// What follows are the references of that object.
        public void source(int objectIndex) {
            if (empty && at > 0) {
                at--;
            }
            source = objectIndex;
            empty = true;
            begin();
        }

        public void target(int objectIndex) {
            if (at == CHUNK_INTS) {
                begin();
            }
            chunk.set(at++, objectIndex);
            empty = false;
        }

        private void begin() {
            // Room for one target at least: a chunk does not end in a source.
            if (at + 2 > CHUNK_INTS) {
                add(new Chunk(chunk, at));
                chunk = space.unsetInts(CHUNK_INTS);
                at = 0;
            }
            chunk.set(at++, ~source);
        }

        public void close() {
            add(new Chunk(chunk, empty && at > 0 ? at - 1 : at));
        }
    }
}
