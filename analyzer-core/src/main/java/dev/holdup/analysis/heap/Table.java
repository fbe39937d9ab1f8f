package dev.holdup.analysis.heap;

import java.lang.foreign.MemorySegment;

/// An array outside the Java heap, whose bounds are checked.
///
/// Elements are read by way of one segment that spans all memory and never ends, and bounds are checked here: a segment
/// of its own for each table has checks that compiled loops do not get rid of, and takes the compiler twice as long.
public abstract sealed class Table permits IntTable, LongTable, ByteTable {
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    final long address;
    /// Elements; 0 once freed, so that any later access fails.
    long length;

    Table(long address, long length) {
        this.address = address;
        this.length = length;
    }

    public final long length() {
        return length;
    }

    /// Called when the memory is given back.
    final void end() {
        length = 0;
    }
}
