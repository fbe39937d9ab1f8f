package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import org.jspecify.annotations.Nullable;

/// Where the rows of a table begin: row `r` is `start(r)` … `start(r + 1) − 1`.
///
/// Made in three steps: [#count] each entry, [#sum] up once, [#place] each entry again.
/// Memory: four bytes a row, eight where the table has more entries than an int can count.
final class Offsets {
    private final @Nullable IntTable narrow;
    private final @Nullable LongTable wide;
    private final int rows;

    /// @param mostEntries upper bound of the entries of all rows together
    Offsets(TableSpace space, int rows, long mostEntries) {
        this.rows = rows;
        this.narrow = mostEntries <= Integer.MAX_VALUE ? space.ints(rows + 2L) : null;
        this.wide = narrow == null ? space.longs(rows + 2L) : null;
    }

    void count(int row) {
        add(row + 2L, 1);
    }

    /// Answers how many entries there are.
    long sum() {
        long sum = 0;
        for (int row = 0; row <= rows; row++) {
            sum += get(row + 1L);
            add(row + 1L, sum - get(row + 1L));
        }
        return sum;
    }

    /// Where the row's next entry goes. After all are placed, each row's start is where it belongs.
    long place(int row) {
        long place = get(row + 1L);
        add(row + 1L, 1);
        return place;
    }

    long start(int row) {
        return get(row);
    }

    private long get(long at) {
        if (narrow != null) {
            return narrow.get(at);
        }
        return wide == null ? 0 : wide.get(at);
    }

    private void add(long at, long more) {
        if (narrow != null) {
            narrow.set(at, (int) (narrow.get(at) + more));
        } else if (wide != null) {
            wide.add(at, more);
        }
    }

    void free(TableSpace space) {
        if (narrow != null) {
            space.free(narrow);
        } else if (wide != null) {
            space.free(wide);
        }
    }
}
