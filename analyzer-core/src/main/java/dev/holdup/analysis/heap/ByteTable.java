package dev.holdup.analysis.heap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// An array of bytes outside the Java heap, of any length; bounds are checked.
public record ByteTable(MemorySegment segment) {
    private static final VarHandle BYTES = ValueLayout.JAVA_BYTE.varHandle();

    public byte get(long index) {
        return segment.get(ValueLayout.JAVA_BYTE, index);
    }

    public void set(long index, byte value) {
        segment.set(ValueLayout.JAVA_BYTE, index, value);
    }

    /// What another thread wrote before its [#publish] of the value answered here is visible afterwards.
    public byte seen(long index) {
        return (byte) BYTES.getAcquire(segment, index);
    }

    /// Writes a value that tells other threads that something else is written.
    public void publish(long index, byte value) {
        BYTES.setRelease(segment, index, value);
    }
}
