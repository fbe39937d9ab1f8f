package dev.holdup.analysis.heap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An array of longs outside the Java heap, of any length; bounds are checked.
public record LongTable(MemorySegment segment) {
    public long get(long index) {
        return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    public void set(long index, long value) {
        segment.setAtIndex(ValueLayout.JAVA_LONG, index, value);
    }

    public void add(long index, long value) {
        set(index, get(index) + value);
    }

    public long length() {
        return segment.byteSize() >>> 3;
    }
}
