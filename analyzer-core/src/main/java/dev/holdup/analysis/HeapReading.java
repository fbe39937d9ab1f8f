package dev.holdup.analysis;

import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.heap.HeapCoverage;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ParseWarning;
import java.util.ArrayList;
import java.util.List;

/// How far a heap dump was read.
///
/// @param warnings all that were told of it, in the order in which they were found
record HeapReading(boolean complete, Coverage coverage, List<ParseWarning> warnings) {

    static HeapReading of(HeapDump dump, HeapGraph heap) {
        List<ParseWarning> warnings = new ArrayList<>(dump.warnings());
        warnings.addAll(heap.warnings());
        boolean complete = dump.complete() && heap.warnings().isEmpty();
        HeapCoverage read = heap.coverage();
        // JVMs write system classes as roots behind the threads, wherever among the objects they write both.
        boolean rootsWereRead = heap.census().rootsByKind().containsKey(GcRootKind.STICKY_CLASS);
        Coverage coverage = new Coverage(
                read.extent().bytes(),
                read.extent().readBytes(),
                read.extent().missingBytes(),
                (long) heap.size(),
                read.danglingReferences(),
                heap.threads().size(),
                read.missingThreads(),
                read.missingStacks(),
                complete || (rootsWereRead && read.missingThreads() == 0 && read.missingStacks() == 0));
        return new HeapReading(complete, coverage, List.copyOf(warnings));
    }

    /// Of a dump that ends before its first object.
    static HeapReading withoutObjects(HeapDump dump) {
        Coverage coverage = new Coverage(
                dump.extent().bytes(), dump.extent().readBytes(), dump.extent().missingBytes(), 0L, 0L, 0, 0, 0, false);
        return new HeapReading(false, coverage, dump.warnings());
    }
}
