package dev.holdup.analysis.heap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An array of ints outside the Java heap, of any length; bounds are checked.
public record IntTable(MemorySegment segment) {
    public int get(long index) {
        return segment.getAtIndex(ValueLayout.JAVA_INT, index);
    }

    public void set(long index, int value) {
        segment.setAtIndex(ValueLayout.JAVA_INT, index, value);
    }

    public long length() {
        return segment.byteSize() >>> 2;
    }
}
