package dev.holdup.analysis;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.AddressBits;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.analysis.kept.KeptHeapWriter;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.SourceLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Analyses a heap dump and keeps what came out in a file, to be looked at in any order afterwards.
///
/// @param threads worker threads, at least 1
/// @param memory what it may take beside the mapped dump
public record HeapKeeping(int threads, MemoryLimit memory) {

    /// @param fingerprint 64 hexadecimal digits by which it is told what the heap was made of
    /// @param place where the file appears once it is whole
    public void keep(HeapDump dump, String fingerprint, Path place, Progress progress)
            throws IOException, MalformedDumpException {
        try (HeapGraph heap = new HeapGraphBuilder(dump, new Workers(threads), memory, progress::at).build()) {
            int[] ungrouped = new int[heap.threads().size()];
            Arrays.fill(ungrouped, -1);
            DominatorTree tree =
                    DominatorTree.of(heap, new ThreadGrouping(ungrouped, new int[0], 0), progress::at, true);
            KeptHeapWriter.write(heap, tree, fingerprint, place, progress::at);
        } catch (AddressBits.ScatteredAddresses | ObjectIndex.TooManyObjects beyond) {
            throw new MalformedDumpException(
                    new SourceLocation.InFile(dump.input(), 0), "cannot be analysed: " + beyond.getMessage());
        }
    }
}
