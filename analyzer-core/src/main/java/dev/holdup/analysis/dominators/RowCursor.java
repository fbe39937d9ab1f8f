package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.References;
import dev.holdup.analysis.heap.RowShapes;

/// Reads one row after another: class, and where its targets are. Reused, so that loops allocate nothing.
final class RowCursor {
    private final IntTable rows;
    private final int placeShift;
    private final RowShapes shapes;
    private final boolean[] sizeFollowsByClass;
    private long row;

    int classIndex;
    /// Targets are `rows[first]` … `rows[end − 1]`.
    long first;

    long end;

    RowCursor(HeapGraph heap) {
        rows = heap.references().rows();
        placeShift = heap.references().placeShift();
        shapes = heap.shapes();
        sizeFollowsByClass = shapes.sizeFollowsByClass();
    }

    void open(int place) {
        row = (long) place << placeShift;
        int header = rows.get(row);
        classIndex = header & References.CLASS_MASK;
        int count = header >>> References.CLASS_BITS;
        long at = row + (sizeFollowsByClass[classIndex] ? 2 : 1);
        if (count == References.MANY) {
            count = rows.get(at++);
        }
        first = at;
        end = at + count;
    }

    /// Shallow size in bytes of the object whose row is open.
    long shallowBytes() {
        return shapes.shallowBytes(classIndex, rows, row);
    }
}
