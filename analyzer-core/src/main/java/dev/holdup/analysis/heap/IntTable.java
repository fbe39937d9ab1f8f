package dev.holdup.analysis.heap;

import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// An array of ints outside the Java heap, of any length; bounds are checked.
public final class IntTable extends Table {
    IntTable(long address, long length) {
        super(address, length);
    }

    public int get(long index) {
        return MEMORY.get(ValueLayout.JAVA_INT, address + (Objects.checkIndex(index, length) << 2));
    }

    public void set(long index, int value) {
        MEMORY.set(ValueLayout.JAVA_INT, address + (Objects.checkIndex(index, length) << 2), value);
    }
}
