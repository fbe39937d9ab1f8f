package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;

/// Rows of references on a stack: a row for each head that waits for others, with what is certain about it.
///
/// A row is its head's rank with a set, its length, and its references.
/// Memory: eight bytes a reference and sixteen a row, outside of the Java heap, at most for what waits at one time.
final class OpenReferences {
    /// Stands for the head's dominator, which refers to it.
    static final long BY_DOMINATOR = -1;

    private static final int FIRST_LENGTH = 1 << 16;
    private static final int HEADER = 2;

    private final TableSpace space;
    private LongTable table;
    private long end;

    OpenReferences(TableSpace space) {
        this.space = space;
        this.table = space.longs(FIRST_LENGTH);
    }

    /// Begins a row behind all others; answers where.
    long begin(int rank) {
        long row = end;
        add((long) rank << Integer.SIZE);
        add(0);
        return row;
    }

    void add(long reference) {
        if (end == table.length()) {
            LongTable larger = space.longs(2 * end);
            larger.copyOf(table);
            space.free(table);
            table = larger;
        }
        table.set(end++, reference);
    }

    /// Ends the last row.
    ///
    /// @param certain set that is common to all references that are certain
    void ended(long row, int certain) {
        table.set(row, (table.get(row) >>> Integer.SIZE << Integer.SIZE) | Integer.toUnsignedLong(certain));
        table.set(row + 1, end - row - HEADER);
    }

    int rank(long row) {
        return (int) (table.get(row) >>> Integer.SIZE);
    }

    int certain(long row) {
        return (int) table.get(row);
    }

    /// The row's references are at `first(row)` … `behind(row) − 1`; the next row begins there.
    long first(long row) {
        return row + HEADER;
    }

    long behind(long row) {
        return row + HEADER + table.get(row + 1);
    }

    long reference(long at) {
        return table.get(at);
    }

    /// Behind the last row.
    long end() {
        return end;
    }

    /// Lets go of a row and all behind it.
    void dropFrom(long row) {
        end = row;
    }

    void free() {
        space.free(table);
    }
}
