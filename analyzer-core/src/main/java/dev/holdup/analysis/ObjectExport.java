package dev.holdup.analysis;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ObjectDominators;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.AddressBits;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;

/// Every object of a heap dump with its size, what it keeps alive and what keeps it alive.
///
/// @param threads worker threads, at least 1
/// @param memory what it may take beside the mapped dump
/// @param keepUnreachable whether retained sizes and dominators are told of what is unreachable too; nothing
///     reachable is told differently for it
public record ObjectExport(int threads, MemoryLimit memory, Semantics semantics, boolean keepUnreachable) {
    private static final int PROGRESS_MASK = (1 << 16) - 1;

    /// What dominates an object next.
    public enum Dominator {
        /// Another object, whose address goes with it.
        OBJECT,
        /// The GC roots: it is one, or several roots lead to it on separate ways.
        ROOTS,
        /// It is reached over soft references at best.
        SOFT,
        /// It is reached over weak references at best.
        WEAK,
        /// It is reached over phantom references only.
        PHANTOM,
        /// Nothing but what is unreachable, as far as that was kept.
        UNREACHABLE,
        /// Nothing: it is unreachable, and nothing was asked about it.
        NONE
    }

    /// Told of each object, in the order of their addresses.
    @FunctionalInterface
    public interface Rows {

        /// @param retainedBytes 0 where the dominator is [Dominator#NONE]
        /// @param dominatorAddress of [Dominator#OBJECT], otherwise 0
        void row(
                long address,
                String className,
                long shallowBytes,
                long retainedBytes,
                Dominator dominator,
                long dominatorAddress)
                throws IOException;
    }

    /// @return damage that was found on the way
    public List<ParseWarning> write(HeapDump dump, Rows rows, Progress progress)
            throws IOException, MalformedDumpException {
        try (HeapGraph heap =
                new HeapGraphBuilder(dump, new Workers(threads), memory, progress::at, semantics).build()) {
            int[] ungrouped = new int[heap.threads().size()];
            Arrays.fill(ungrouped, -1);
            DominatorTree tree =
                    DominatorTree.of(heap, new ThreadGrouping(ungrouped, new int[0], 0), progress::at, keepUnreachable);
            write(heap, tree, rows, progress);
            return heap.warnings();
        } catch (AddressBits.ScatteredAddresses | ObjectIndex.TooManyObjects beyond) {
            throw new MalformedDumpException(
                    new SourceLocation.InFile(dump.input(), 0), "cannot be analysed: " + beyond.getMessage());
        }
    }

    private static void write(HeapGraph heap, DominatorTree tree, Rows rows, Progress progress) throws IOException {
        ObjectDominators dominators = new ObjectDominators(tree);
        PrimitiveIterator.OfLong addresses = heap.objects().addresses();
        for (int object = 0; object < heap.size(); object++) {
            int dominator = dominators.of(object);
            rows.row(
                    addresses.nextLong(),
                    heap.classOf(object).name(),
                    heap.shallowBytes(object),
                    tree.retainedBytes(object),
                    kind(dominator),
                    dominator < 0 ? 0 : heap.objects().addressOf(dominator));
            if ((object & PROGRESS_MASK) == 0) {
                progress.at("writing objects", (double) object / heap.size());
            }
        }
        progress.at("writing objects", 1);
    }

    private static Dominator kind(int dominator) {
        return switch (dominator) {
            case ObjectDominators.ROOTS -> Dominator.ROOTS;
            case ObjectDominators.SOFT -> Dominator.SOFT;
            case ObjectDominators.WEAK -> Dominator.WEAK;
            case ObjectDominators.PHANTOM -> Dominator.PHANTOM;
            case ObjectDominators.UNREACHABLE -> Dominator.UNREACHABLE;
            case ObjectDominators.NOTHING -> Dominator.NONE;
            default -> Dominator.OBJECT;
        };
    }
}
