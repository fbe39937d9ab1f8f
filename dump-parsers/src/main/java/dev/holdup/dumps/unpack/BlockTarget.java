package dev.holdup.dumps.unpack;

import dev.holdup.dumps.storage.NativeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Where blocks are put that are unpacked in any order, by several threads; what is not written reads as zeroes.
sealed interface BlockTarget extends AutoCloseable {

    void write(ByteBuffer block, long position) throws IOException;

    /// All that was written, as one segment that lives as long as the arena.
    MemorySegment content() throws IOException;

    @Override
    void close() throws IOException;

    /// In memory if the limits and the system allow it, otherwise in a temporary file.
    static BlockTarget of(long bytes, UnpackLimits limits, Arena arena) throws IOException {
        if (bytes <= limits.maxMemoryBytes()) {
            MemorySegment memory = NativeMemory.zeroed(bytes, arena);
            if (memory != null) {
                return new InMemory(memory);
            }
        }
        return new InFile(SpillFile.empty(bytes, SpillFile.reserveBytes()), arena);
    }

    record InMemory(MemorySegment content) implements BlockTarget {
        @Override
        public void write(ByteBuffer block, long position) {
            MemorySegment from = MemorySegment.ofBuffer(block);
            MemorySegment.copy(from, 0, content, position, from.byteSize());
        }

        /// It goes with the arena.
        @Override
        public void close() {}
    }

    record InFile(SpillFile file, Arena arena) implements BlockTarget {
        @Override
        public void write(ByteBuffer block, long position) throws IOException {
            file.write(block, position);
        }

        @Override
        public MemorySegment content() throws IOException {
            return file.map(arena);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
