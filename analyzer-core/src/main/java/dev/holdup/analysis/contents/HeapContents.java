package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.Contents;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was found in the heap beside threads and dominators, as plain values: it outlives the heap graph.
///
/// @param threadLocalBytes `threadLocalBytes[threadIndex]`: what the heap graph's thread alone keeps in thread-locals;
///     empty if nothing was looked at
public record HeapContents(
        List<QueueFact> queues,
        List<Contents.Collecting> collections,
        List<LoaderFamily> loaders,
        List<ThreadLocalFact> threadLocals,
        long[] threadLocalBytes,
        List<Contents.OffHeap> offHeap,
        Contents.@Nullable Finalizers finalizers,
        List<Contents.Waste> waste,
        List<Contents.DuplicateString> duplicateStrings) {

    public static final HeapContents NONE = new HeapContents(
            List.of(), List.of(), List.of(), List.of(), new long[0], List.of(), null, List.of(), List.of());

    /// A queue, or the queues of one pool together.
    ///
    /// @param queue its pool without what its workers do
    /// @param workers addresses of the thread objects of its pool
    /// @param keptByGroup group of threads that alone keeps it; −1 if none does
    /// @param related addresses of the suspects that keep it, or that it keeps
    public record QueueFact(Contents.Queue queue, List<Long> workers, int keptByGroup, Set<String> related) {
        /// Whether it may take no more.
        public boolean isFull() {
            Long capacity = queue.capacity();
            return capacity != null && queue.size() >= capacity;
        }
    }

    /// @param surplusBytes what they keep alive but for the one that keeps the most
    /// @param related addresses of the suspects that keep one of them, or that one of them keeps
    public record LoaderFamily(Contents.DuplicateLoaders loaders, long surplusBytes, Set<String> related) {}

    /// @param threads indexes into the heap graph's threads
    public record ThreadLocalFact(Contents.ThreadLocalValue value, List<Integer> threads) {}
}
