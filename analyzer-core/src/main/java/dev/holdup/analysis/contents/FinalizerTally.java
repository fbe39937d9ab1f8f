package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapGraph;

/// Objects whose `finalize` is due and has not run yet, by class.
final class FinalizerTally {
    final long[] objectsByClass;
    /// What each alone keeps alive, summed up.
    final long[] retainedByClass;

    FinalizerTally(int classes) {
        objectsByClass = new long[classes];
        retainedByClass = new long[classes];
    }

    /// What the field `queue` of a reference holds once the reference has been enqueued.
    record Marks(long enqueued) {

        static Marks of(Statics statics) {
            return new Marks(statics.reference("java.lang.ref.ReferenceQueue", "ENQUEUED"));
        }

        boolean isQueued(long queue) {
            return enqueued != 0 && queue == enqueued;
        }
    }

    void add(int referent, HeapGraph heap, DominatorTree tree) {
        if (referent >= 0) {
            int c = heap.shapes().classIndex(referent);
            objectsByClass[c]++;
            retainedByClass[c] += tree.retainedBytes(referent);
        }
    }

    void addAll(FinalizerTally other) {
        for (int c = 0; c < objectsByClass.length; c++) {
            objectsByClass[c] += other.objectsByClass[c];
            retainedByClass[c] += other.retainedByClass[c];
        }
    }
}
