package dev.holdup.analysis;

import dev.holdup.analysis.heap.AddressBits;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.analysis.inspection.Inspection;
import dev.holdup.analysis.inspection.InspectionTarget;
import dev.holdup.analysis.inspection.Inspector;
import dev.holdup.analysis.inspection.NothingToInspect;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.util.List;

/// One object, class, thread or way to a GC root of a heap dump.
///
/// @param threads worker threads, at least 1
/// @param memory what it may take beside the mapped dump
/// @param semantics by whose rules sizes are told, and what keeps what alive
public record HeapInspection(int threads, MemoryLimit memory, Semantics semantics, Inspector inspector) {

    /// @param damage that was found on the way
    public record Outcome(Inspection inspection, List<ParseWarning> damage) {}

    /// @throws NothingToInspect if the dump does not hold what is asked for
    public Outcome of(HeapDump dump, InspectionTarget target, Progress progress)
            throws NothingToInspect, MalformedDumpException {
        try (HeapGraph heap =
                new HeapGraphBuilder(dump, new Workers(threads), memory, progress::at, semantics).build()) {
            return new Outcome(inspector.inspect(heap, target, progress::at), heap.warnings());
        } catch (AddressBits.ScatteredAddresses | ObjectIndex.TooManyObjects beyond) {
            throw new MalformedDumpException(
                    new SourceLocation.InFile(dump.input(), 0), "cannot be analysed: " + beyond.getMessage());
        }
    }
}
