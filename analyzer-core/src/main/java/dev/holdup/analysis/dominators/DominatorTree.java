package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.analysis.heap.Workers;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Immediate dominators of everything reachable, and what each alone keeps alive.
///
/// One tree answers for objects, frames, threads, groups of threads and subsystems together: they are its nodes.
/// Objects are known by their index, virtual nodes follow behind.
/// Memory: some 18 bytes an object, and 30 a head ([PrivateTrees]). Lives as long as the heap graph.
public final class DominatorTree {
    /// Answer where there is no object: the dominator is virtual, or the object is unreachable.
    public static final int NONE = -1;

    /// Passes over the nodes as progress names them.
    public static final String TREES = "hanging objects below their only reference";

    public static final String SEARCH = "searching the object graph";

    public static final String DOMINATORS = "finding dominators";
    public static final String RETAINED_SIZES = "summing up retained sizes";

    private final HeapGraph heap;
    private final VirtualTree virtual;
    private final PrivateTrees trees;
    private final HeadGraph graph;
    private final HeadOrder order;
    private final HeadLevels levels;
    private final TreeMembers members;
    private final TreeClasses treeClasses;
    private final UnreachedObjects unreached;
    private final RetainedSizes retained;
    private final Map<Integer, Integer> threadByObject = new HashMap<>();

    private DominatorTree(
            HeapGraph heap,
            VirtualTree virtual,
            PrivateTrees trees,
            HeadGraph graph,
            HeadOrder order,
            HeadLevels levels,
            TreeMembers members,
            TreeClasses treeClasses,
            UnreachedObjects unreached,
            RetainedSizes retained) {
        this.heap = heap;
        this.virtual = virtual;
        this.trees = trees;
        this.graph = graph;
        this.order = order;
        this.levels = levels;
        this.members = members;
        this.treeClasses = treeClasses;
        this.unreached = unreached;
        this.retained = retained;
        for (int t = 0; t < heap.threads().size(); t++) {
            threadByObject.put(heap.threads().get(t).objectIndex(), t);
        }
    }

    /// Uses up the heap graph's references. Progress is that of the search.
    public static DominatorTree of(HeapGraph heap, ThreadGrouping grouping, DoubleConsumer progress) {
        return of(heap, grouping, (String pass, double done) -> {
            if (pass.equals(SEARCH)) {
                progress.accept(done);
            }
        });
    }

    /// Uses up the heap graph's references. Each pass over the nodes is told to have ended.
    public static DominatorTree of(HeapGraph heap, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress) {
        return of(heap, grouping, progress, false);
    }

    /// @param keepUnreachable whether to search what nothing reaches as well, under a node of its own, so that it
    ///     changes nothing of what is reached
    public static DominatorTree of(
            HeapGraph heap, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress, boolean keepUnreachable) {
        return of(heap, grouping, PrivateTrees.MOST_LEVELS, progress, keepUnreachable, false);
    }

    /// As [#of], and [LabelWays] can be found in it: keeps the references between trees until then, eight bytes each.
    public static DominatorTree withWays(
            HeapGraph heap, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress) {
        return of(heap, grouping, PrivateTrees.MOST_LEVELS, progress, false, true);
    }

    static DominatorTree of(
            HeapGraph heap, ThreadGrouping grouping, int mostLevels, HeapGraphBuilder.PassProgress progress) {
        return of(heap, grouping, mostLevels, progress, false, false);
    }

    /// @param mostLevels deepest level of a private tree, up to [PrivateTrees#MOST_LEVELS]; changes no answer
    /// @param keepEdges whether [LabelWays] are to be found
    static DominatorTree of(
            HeapGraph heap,
            ThreadGrouping grouping,
            int mostLevels,
            HeapGraphBuilder.PassProgress progress,
            boolean keepUnreachable,
            boolean keepEdges) {
        Workers workers = heap.workers();
        workers.cancellation().check();
        progress.at(TREES, 0);
        VirtualTree virtual = new VirtualTree(heap, grouping);
        PrivateTrees trees = new PrivateTrees(heap, virtual, workers, mostLevels, keepUnreachable);
        HeadGraph graph = new HeadGraph(trees, virtual, heap, keepEdges);
        WeakEdges weak = new WeakEdges(heap.weakReferents(), trees, virtual);
        progress.at(TREES, 1);
        Search search = new Search(graph, weak, keepUnreachable, heap);
        // The search among the heads takes one thread; meanwhile another lays out and sums up the trees.
        workers.both(() -> search.dominators(progress), search::sums);
        RetainedSizes retained = search.retained();
        retained.addHeads(graph, search.order());
        search.unreached.addTrees(search.order(), search.members(), trees.ranks, workers);
        heap.space().trim();
        progress.at(RETAINED_SIZES, 1);
        return new DominatorTree(
                heap,
                virtual,
                trees,
                graph,
                search.order(),
                search.levels(),
                search.members(),
                search.treeClasses,
                search.unreached,
                retained);
    }

    /// What is done at the same time on two threads.
    private static final class Search {
        private final HeadGraph graph;
        private final WeakEdges weak;
        private final boolean keepUnreachable;
        private final HeapGraph heap;
        private final TreeClasses treeClasses;
        private final UnreachedObjects unreached;
        private final CountDownLatch outgoingUsers = new CountDownLatch(2);
        private @Nullable HeadOrder order;
        private @Nullable HeadLevels levels;
        private @Nullable TreeMembers members;
        private @Nullable RetainedSizes retained;

        Search(HeadGraph graph, WeakEdges weak, boolean keepUnreachable, HeapGraph heap) {
            this.graph = graph;
            this.weak = weak;
            this.keepUnreachable = keepUnreachable;
            this.heap = heap;
            this.treeClasses = new TreeClasses(graph.trees, heap);
            this.unreached = new UnreachedObjects(heap.space(), graph.trees.objects);
        }

        void dominators(HeapGraphBuilder.PassProgress progress) {
            heap.workers().cancellation().check();
            progress.at(SEARCH, 0);
            HeadOrder found;
            try {
                found = new HeadOrder(graph, weak, keepUnreachable, heap, done -> progress.at(SEARCH, done));
            } finally {
                outgoingUsers.countDown();
            }
            order = found;
            progress.at(SEARCH, 1);
            heap.workers().cancellation().check();
            IntTable dominators = LengauerTarjan.dominators(graph, found, heap);
            if (!graph.keepsEdges()) {
                found.freeParents();
            }
            HeadDominators.note(graph, found, dominators, heap);
            graph.freeSourceTrees();
            progress.at(DOMINATORS, 1);
        }

        void sums() {
            levels = new HeadLevels(graph, weak, heap);
            outgoingUsers.countDown();
            if (heap.workers().threads() > 1) {
                awaitSearch();
            }
            if (!graph.keepsEdges()) {
                graph.freeOutgoing();
            }
            TreeMembers found = new TreeMembers(graph.trees, treeClasses, unreached, heap);
            members = found;
            graph.trees.freeRanks(heap.space());
            RetainedSizes sizes = new RetainedSizes(graph.trees, graph.virtual, heap.space());
            retained = sizes;
            sizes.sumWithinTrees(
                    found,
                    treeClasses,
                    heap.shapes(),
                    heap.workers().with(Math.max(1, heap.workers().threads() - 1)));
        }

        /// Both searches need the edges, and only one thing as large fits beside them.
        private void awaitSearch() {
            try {
                outgoingUsers.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while analysing", interrupted);
            }
        }

        HeadOrder order() {
            return Objects.requireNonNull(order);
        }

        HeadLevels levels() {
            return Objects.requireNonNull(levels);
        }

        RetainedSizes retained() {
            return Objects.requireNonNull(retained);
        }

        TreeMembers members() {
            return Objects.requireNonNull(members);
        }
    }

    HeapGraph heap() {
        return heap;
    }

    VirtualTree virtual() {
        return virtual;
    }

    PrivateTrees trees() {
        return trees;
    }

    HeadGraph graph() {
        return graph;
    }

    HeadOrder order() {
        return order;
    }

    HeadLevels levels() {
        return levels;
    }

    TreeMembers members() {
        return members;
    }

    TreeClasses treeClasses() {
        return treeClasses;
    }

    /// Node of an object, [#NONE] if it is unreachable. A live thread's object answers with its thread's node.
    int nodeOf(int objectIndex) {
        Integer thread = threadByObject.get(objectIndex);
        if (thread != null) {
            return virtual.nodeByThread[thread];
        }
        return unreached.contains(objectIndex) ? NONE : objectIndex;
    }

    /// Object of a node, [#NONE] if it is virtual; a thread's node answers with the thread's object.
    int objectOf(int node) {
        if (node < trees.objects) {
            return node;
        }
        int thread = virtual.threadOf(node);
        return thread < 0 ? NONE : heap.threads().get(thread).objectIndex();
    }

    /// Whether it is a live thread's object: references to it are left out.
    boolean isLiveThread(int objectIndex) {
        return virtual.liveThreads.get(objectIndex);
    }

    /// Whether one group of threads alone keeps an object: its dominator is a frame, a thread or a group.
    boolean isKeptByOneGroup(int objectIndex) {
        int dominator = dominatorOf(objectIndex);
        return dominator < trees.objects
                ? isLiveThread(dominator)
                : virtual.isGroupOrFrame(dominator) || virtual.threadOf(dominator) >= 0;
    }

    /// Whether several threads of one group keep it, and none of them alone.
    boolean isKeptByGroupOnly(int objectIndex) {
        int dominator = dominatorOf(objectIndex);
        return dominator >= trees.objects && virtual.groupOf(dominator) >= 0;
    }

    /// The node that dominates a reachable one next; −1 above the root.
    int dominatorOf(int node) {
        return node < trees.objects ? trees.aboveByObject.get(node) - 1 : virtual.parentOf(node);
    }

    long retainedOf(int node) {
        return retained.units(node) << 3;
    }

    /// Class index of a node's object; a virtual node, but for threads', has a class of its own.
    int classOf(int node) {
        int object = objectOf(node);
        return object < 0 ? heap.virtualClass() : heap.shapes().classIndex(object);
    }

    /// Bytes that would be freed with the object; 0 if it is unreachable and not kept.
    public long retainedBytes(int objectIndex) {
        int node = nodeOf(objectIndex);
        return node < 0 ? 0 : retainedOf(node);
    }

    /// The object that dominates it next, [#NONE] if only a root, a frame or a group of threads does, or it is
    /// unreachable.
    public int immediateDominator(int objectIndex) {
        int node = nodeOf(objectIndex);
        return node < 0 ? NONE : objectOf(dominatorOf(node));
    }

    /// The same of an object that is known to be reachable and to be no live thread, without asking again.
    public int dominatorOfReachable(int objectIndex) {
        return objectOf(dominatorOf(objectIndex));
    }

    /// Whether an object, or the thread that it stands for, dominates a reachable one next that is no live thread.
    public boolean dominatesNext(int objectIndex, int reachable) {
        int dominator = dominatorOf(reachable);
        return dominator < trees.objects
                ? dominator == objectIndex
                : isLiveThread(objectIndex) && objectOf(dominator) == objectIndex;
    }

    /// The group of threads that alone keeps an object, −1 if none does. Cost: a step for each of its dominators.
    public int groupKeeping(int objectIndex) {
        int node = nodeOf(objectIndex);
        while (node >= 0 && node < trees.objects) {
            node = dominatorOf(node);
        }
        for (; node >= 0; node = virtual.parentOf(node)) {
            int group = virtual.groupOf(node);
            if (group >= 0) {
                return group;
            }
        }
        return -1;
    }

    public boolean isReachable(int objectIndex) {
        return !unreached.contains(objectIndex) || isLiveThread(objectIndex);
    }

    /// Whether the search came to it.
    boolean isReached(int objectIndex) {
        return !unreached.contains(objectIndex);
    }

    /// Bytes reached over any reference.
    public long reachableBytes() {
        return retainedOf(virtual.root()) - retainedOf(virtual.unreachable());
    }

    /// The share of what is reachable, 0 to 1; in a dump without GC roots of all there is, since nobody knows what they
    /// would reach.
    public double share(long bytes) {
        long whole = heap.gcRoots() == 0
                ? java.util.Arrays.stream(heap.totals().bytesByClass()).sum()
                : reachableBytes();
        return whole <= 0 ? 0 : Math.min(1, (double) bytes / whole);
    }

    /// Bytes that only soft, weak or phantom references reach.
    public long weaklyReachableBytes() {
        return retainedOf(virtual.weak(0)) + retainedOf(virtual.weak(1)) + retainedOf(virtual.weak(2));
    }

    /// What nothing stronger than references of that kind reaches; 0 for strong ones.
    public long bytesOnlyReachedOver(ReferenceStrength strength) {
        return strength == ReferenceStrength.STRONG ? 0 : retainedOf(virtual.weak(strength.ordinal() - 1));
    }

    /// Whether references of that kind alone reach an object, on ways that nothing else dominates.
    public boolean isOnlyReachedOver(ReferenceStrength strength, int objectIndex) {
        int node = nodeOf(objectIndex);
        return node >= 0
                && strength != ReferenceStrength.STRONG
                && dominatorOf(node) == virtual.weak(strength.ordinal() - 1);
    }

    /// Bytes that are reached over soft references at best.
    public long softlyReachableBytes() {
        return retainedOf(virtual.weak(0));
    }

    /// Bytes that are reached over weak references at best.
    public long onlyWeaklyReachableBytes() {
        return retainedOf(virtual.weak(1));
    }

    /// Bytes that are reached over phantom references at best.
    public long phantomReachableBytes() {
        return retainedOf(virtual.weak(2));
    }

    /// By index into the heap graph's threads.
    public long retainedOfThread(int threadIndex) {
        return retainedOf(virtual.nodeByThread[threadIndex]);
    }

    /// What the locals of one frame alone keep alive; 0 if it has none.
    public long retainedOfFrame(int threadIndex, int frameIndex) {
        int node = virtual.nodeByFrame[threadIndex][frameIndex];
        return node < 0 ? 0 : retainedOf(node);
    }

    public long retainedOfGroup(int group) {
        return retainedOf(virtual.nodeByGroup[group]);
    }

    public long retainedOfSubsystem(int subsystem) {
        return retainedOf(virtual.nodeBySubsystem[subsystem]);
    }

    /// What threads alone keep alive, all of them together.
    public long retainedOfAllThreads() {
        return retainedOf(virtual.allThreads());
    }

    /// Calls `child` with every object that the root alone dominates.
    void eachBelowRoot(IntConsumer child) {
        eachHeadBelow(new BitSet(), child);
    }

    /// Calls `child` with the head of every tree that the root alone dominates, or one of the objects of the set next.
    void eachHeadBelow(BitSet dominators, IntConsumer child) {
        int root = virtual.root();
        for (int rank = 0; rank < trees.ranks; rank++) {
            int head = trees.headByRank.get(rank);
            int above = trees.aboveByObject.get(head) - 1;
            if ((above == root || (above >= 0 && above < trees.objects && dominators.get(above)))
                    && order.preorderOf(rank) >= 0) {
                child.accept(head);
            }
        }
    }
}
