package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
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
            RetainedSizes retained) {
        this.heap = heap;
        this.virtual = virtual;
        this.trees = trees;
        this.graph = graph;
        this.order = order;
        this.levels = levels;
        this.members = members;
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
        return of(heap, grouping, PrivateTrees.MOST_LEVELS, progress);
    }

    /// @param mostLevels deepest level of a private tree, up to [PrivateTrees#MOST_LEVELS]; changes no answer
    static DominatorTree of(
            HeapGraph heap, ThreadGrouping grouping, int mostLevels, HeapGraphBuilder.PassProgress progress) {
        TableSpace space = heap.space();
        Workers workers = heap.workers();
        progress.at(TREES, 0);
        VirtualTree virtual = new VirtualTree(heap, grouping);
        PrivateTrees trees = new PrivateTrees(heap, virtual, workers, mostLevels);
        HeadGraph graph = new HeadGraph(trees, virtual, space, workers);
        progress.at(TREES, 1);
        RetainedSizes retained = new RetainedSizes(trees, virtual, space);
        Search search = new Search();
        Layout layout = new Layout();
        // The search among the heads takes one thread; meanwhile others lay out and sum up the trees.
        workers.both(() -> search.run(graph, space, progress), () -> layout.run(graph, retained, heap));
        graph.freeOutgoing();
        retained.addHeads(graph, search.order());
        progress.at(RETAINED_SIZES, 1);
        return new DominatorTree(
                heap, virtual, trees, graph, search.order(), layout.levels(), layout.members(), retained);
    }

    private static final class Search {
        private @Nullable HeadOrder order;

        void run(HeadGraph graph, TableSpace space, HeapGraphBuilder.PassProgress progress) {
            progress.at(SEARCH, 0);
            order = new HeadOrder(graph, space, done -> progress.at(SEARCH, done));
            progress.at(SEARCH, 1);
            HeadDominators.note(graph, order, LengauerTarjan.dominators(graph, order, space), space);
            progress.at(DOMINATORS, 1);
        }

        HeadOrder order() {
            return java.util.Objects.requireNonNull(order);
        }
    }

    private static final class Layout {
        private @Nullable TreeMembers members;
        private @Nullable HeadLevels levels;

        void run(HeadGraph graph, RetainedSizes retained, HeapGraph heap) {
            Workers others = new Workers(Math.max(1, heap.workers().threads() - 1));
            members = new TreeMembers(graph.trees, heap.space(), others);
            retained.sumWithinTrees(members, heap.shapes(), others);
            levels = new HeadLevels(graph, heap.space());
        }

        TreeMembers members() {
            return java.util.Objects.requireNonNull(members);
        }

        HeadLevels levels() {
            return java.util.Objects.requireNonNull(levels);
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

    /// Node of an object, [#NONE] if it is unreachable. A live thread's object answers with its thread's node.
    int nodeOf(int objectIndex) {
        Integer thread = threadByObject.get(objectIndex);
        if (thread != null) {
            return virtual.nodeByThread[thread];
        }
        return order.preorderOfNode(objectIndex) < 0 ? NONE : objectIndex;
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

    /// Bytes that would be freed with the object; 0 if it is unreachable.
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

    public boolean isReachable(int objectIndex) {
        return nodeOf(objectIndex) >= 0;
    }

    /// Bytes reached over strong references.
    public long stronglyReachableBytes() {
        return reachableBytes() - weaklyReachableBytes();
    }

    /// Bytes reached over any reference.
    public long reachableBytes() {
        return retainedOf(virtual.root());
    }

    /// Bytes that only soft, weak or phantom references reach.
    public long weaklyReachableBytes() {
        return retainedOf(virtual.weak(0)) + retainedOf(virtual.weak(1)) + retainedOf(virtual.weak(2));
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
    void eachBelowRoot(java.util.function.IntConsumer child) {
        int root = virtual.root();
        for (int rank = 0; rank < trees.ranks; rank++) {
            int head = trees.headByRank.get(rank);
            if (trees.aboveByObject.get(head) == root + 1 && order.preorderOf(rank) >= 0) {
                child.accept(head);
            }
        }
    }
}
