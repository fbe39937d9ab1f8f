package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.HeapGraph;

/// Figures by class, summed up on a walk over the dominator tree.
final class ClassSums {
    private final HeapGraph heap;
    private final KeptFile.Values unitsByObject;
    /// Objects of the class on the way down: what they dominate is counted with the first of them.
    private final int[] openByClass;

    final long[] reachableByClass;
    final long[] shallowByClass;
    final long[] retainedByClass;
    final long[] unreachableByClass;

    ClassSums(HeapGraph heap, KeptFile.Values unitsByObject) {
        this.heap = heap;
        this.unitsByObject = unitsByObject;
        int classes = heap.classes().size();
        openByClass = new int[classes];
        reachableByClass = new long[classes];
        shallowByClass = new long[classes];
        retainedByClass = new long[classes];
        unreachableByClass = new long[classes];
    }

    void enter(int object, Reachability reachability) {
        int c = heap.shapes().classIndex(object);
        if (openByClass[c]++ == 0 && reachability != Reachability.UNREACHABLE) {
            retainedByClass[c] += unitsByObject.at(object) << KeptHeap.UNIT_SHIFT;
        }
        if (reachability == Reachability.UNREACHABLE) {
            unreachableByClass[c]++;
        } else {
            reachableByClass[c]++;
            shallowByClass[c] += heap.shallowBytes(object);
        }
    }

    void leave(int object) {
        openByClass[heap.shapes().classIndex(object)]--;
    }

    /// Four a class, as the file has them.
    long figure(long index) {
        int c = (int) (index >>> 2);
        return switch ((int) (index & 3)) {
            case 0 -> reachableByClass[c];
            case 1 -> shallowByClass[c];
            case 2 -> retainedByClass[c];
            default -> unreachableByClass[c];
        };
    }
}
