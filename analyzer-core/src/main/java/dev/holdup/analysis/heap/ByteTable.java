package dev.holdup.analysis.heap;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/// An array of bytes outside the Java heap, of any length; bounds are checked.
public final class ByteTable extends Table {
    private static final VarHandle BYTES = ValueLayout.JAVA_BYTE.varHandle();

    ByteTable(long address, long length) {
        super(address, length);
    }

    public byte get(long index) {
        return MEMORY.get(ValueLayout.JAVA_BYTE, address + Objects.checkIndex(index, length));
    }

    public void set(long index, byte value) {
        MEMORY.set(ValueLayout.JAVA_BYTE, address + Objects.checkIndex(index, length), value);
    }

    /// What another thread wrote before its [#publish] of the value answered here is visible afterwards.
    public byte seen(long index) {
        return (byte) BYTES.getAcquire(MEMORY, address + Objects.checkIndex(index, length));
    }

    /// Writes a value that tells other threads that something else is written.
    public void publish(long index, byte value) {
        BYTES.setRelease(MEMORY, address + Objects.checkIndex(index, length), value);
    }
}
