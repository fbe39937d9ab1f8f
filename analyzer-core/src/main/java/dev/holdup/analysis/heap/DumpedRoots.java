package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The records of GC roots, or what stands in for them.
///
/// @param plain all but threads, ordered
/// @param threads ordered as they are told
/// @param standIns whether the dump has no such record at all, and `threads` are running ones found among its objects;
///     of these no stack is known
record DumpedRoots(List<GcRoot> plain, List<IndexPass.ThreadRoot> threads, boolean standIns) {

    static DumpedRoots of(List<IndexPass> passes) {
        List<GcRoot> plain = new ArrayList<>();
        List<IndexPass.ThreadRoot> threads = new ArrayList<>();
        for (IndexPass pass : passes) {
            plain.addAll(pass.roots);
            threads.addAll(pass.threadRoots);
        }
        plain.sort(Comparator.comparingLong(GcRoot::objectId)
                .thenComparing(GcRoot::kind)
                .thenComparingInt(GcRoot::threadSerial)
                .thenComparingInt(GcRoot::frameNumber)
                .thenComparingLong(GcRoot::order));
        threads.sort(GcRoots.threadOrder());
        return new DumpedRoots(plain, threads, false);
    }

    /// These, or if there are none at all, the dump's running threads.
    DumpedRoots orRunningThreads(HeapDump dump, List<HeapRegion> pieces, ClassTable classes, Workers workers) {
        if (records() > 0) {
            return this;
        }
        List<IndexPass.ThreadRoot> found = new ArrayList<>();
        for (long thread : RunningThreads.in(dump, pieces, classes, workers)) {
            int serial = found.size() + 1;
            found.add(new IndexPass.ThreadRoot(thread, serial, 0, serial));
        }
        return new DumpedRoots(plain, found, true);
    }

    /// How many the dump holds.
    long records() {
        return standIns ? 0 : (long) plain.size() + threads.size();
    }
}
