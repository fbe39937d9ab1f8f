package dev.holdup.analysis.heap;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/// An array of longs outside the Java heap, of any length; bounds are checked.
public final class LongTable extends Table {
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    LongTable(long address, long length) {
        super(address, length);
    }

    public long get(long index) {
        return MEMORY.get(ValueLayout.JAVA_LONG, address + (Objects.checkIndex(index, length) << 3));
    }

    public void set(long index, long value) {
        MEMORY.set(ValueLayout.JAVA_LONG, address + (Objects.checkIndex(index, length) << 3), value);
    }

    public void add(long index, long value) {
        set(index, get(index) + value);
    }

    /// Sets bits of one long; safe to be called by several threads at once.
    public void or(long index, long bits) {
        LONGS.getAndBitwiseOr(MEMORY, address + (Objects.checkIndex(index, length) << 3), bits);
    }

    /// Takes over what a shorter table holds.
    public void copyOf(LongTable shorter) {
        MEMORY.asSlice(address, shorter.length << 3).copyFrom(MEMORY.asSlice(shorter.address, shorter.length << 3));
    }
}
