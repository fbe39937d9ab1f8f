package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;

/// Where the rows of a table begin: row `r` is `start(r)` … `start(r + 1) − 1`.
///
/// Made in three steps: [#count] each entry, [#sum] up once, [#place] each entry again.
final class Offsets {
    private final LongTable startByRow;
    private final int rows;

    Offsets(TableSpace space, int rows) {
        this.rows = rows;
        this.startByRow = space.longs(rows + 2L);
    }

    void count(int row) {
        startByRow.add(row + 2L, 1);
    }

    /// Answers how many entries there are.
    long sum() {
        long sum = 0;
        for (int row = 0; row <= rows; row++) {
            sum += startByRow.get(row + 1L);
            startByRow.set(row + 1L, sum);
        }
        return sum;
    }

    /// Where the row's next entry goes. After all are placed, each row's start is where it belongs.
    long place(int row) {
        long place = startByRow.get(row + 1L);
        startByRow.set(row + 1L, place + 1);
        return place;
    }

    long start(int row) {
        return startByRow.get(row);
    }

    void free(TableSpace space) {
        space.free(startByRow);
    }
}
