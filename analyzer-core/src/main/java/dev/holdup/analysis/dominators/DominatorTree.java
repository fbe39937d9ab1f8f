package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// Immediate dominators of everything reachable, and what each alone keeps alive.
///
/// One tree answers for objects, frames, threads, groups of threads and subsystems together: they are nodes of
/// it.
/// Memory: 36 bytes a node. Lives as long as the heap graph.
public final class DominatorTree {
    /// Answer where there is no object: the dominator is virtual, or the object is unreachable.
    public static final int NONE = -1;

    /// Passes over the nodes as progress names them.
    public static final String SEARCH = "searching the object graph";

    public static final String DOMINATORS = "finding dominators";
    public static final String RETAINED_SIZES = "summing up retained sizes";

    private final HeapGraph heap;
    private final SearchGraph graph;
    private final DepthFirstOrder order;
    /// `dominatorByPreorder[preorder]`, a preorder number; the root's is itself.
    private final IntTable dominatorByPreorder;

    private final LongTable retainedByPreorder;
    private final DominatedChildren children;
    private final Map<Integer, Integer> threadByNode = new HashMap<>();
    private final Map<Integer, Integer> nodeByThreadObject = new HashMap<>();

    private DominatorTree(
            HeapGraph heap,
            SearchGraph graph,
            DepthFirstOrder order,
            IntTable dominatorByPreorder,
            LongTable retainedByPreorder,
            DominatedChildren children) {
        this.heap = heap;
        this.graph = graph;
        this.order = order;
        this.dominatorByPreorder = dominatorByPreorder;
        this.retainedByPreorder = retainedByPreorder;
        this.children = children;
        for (int t = 0; t < graph.nodeByThread.length; t++) {
            threadByNode.put(graph.nodeByThread[t], t);
            nodeByThreadObject.put(heap.threads().get(t).objectIndex(), graph.nodeByThread[t]);
        }
    }

    /// Takes over the heap graph's places of rows. Progress is that of the search, which takes the most time.
    public static DominatorTree of(HeapGraph heap, ThreadGrouping grouping, DoubleConsumer progress) {
        return of(heap, grouping, (String pass, double done) -> {
            if (pass.equals(SEARCH)) {
                progress.accept(done);
            }
        });
    }

    /// Takes over the heap graph's places of rows. Each pass over the nodes is told to have ended: [#SEARCH],
    /// of which more is told, [#DOMINATORS], [#RETAINED_SIZES].
    public static DominatorTree of(HeapGraph heap, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress) {
        return of(heap, grouping, progress, false);
    }

    /// @param keepUnreachable whether to search what nothing reaches as well, under a node of its own, so that it
    ///     changes nothing of what is reached
    public static DominatorTree of(
            HeapGraph heap, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress, boolean keepUnreachable) {
        TableSpace space = heap.space();
        progress.at(SEARCH, 0);
        SearchGraph graph = new SearchGraph(heap, grouping, keepUnreachable);
        DepthFirstOrder order = new DepthFirstOrder(graph, space, done -> progress.at(SEARCH, done));
        progress.at(SEARCH, 1);
        heap.places().searched(order.placeByPreorder);
        int size = order.size();
        LongTable work = space.longs(size);
        SemiNca.dominators(size, order.parentByPreorder, order.others, work, space);
        progress.at(DOMINATORS, 1);
        // What was shallow becomes retained, in place: each node is added to its dominator after all it dominates were
        // to it.
        IntTable dominators = order.parentByPreorder;
        LongTable retained = order.shallowByPreorder;
        work.segment().fill((byte) 0);
        DominatedChildren children = new DominatedChildren(work);
        for (int i = size - 1; i > 0; i--) {
            int dominator = dominators.get(i);
            retained.add(dominator, retained.get(i));
            children.add(dominator, i);
        }
        progress.at(RETAINED_SIZES, 1);
        return new DominatorTree(heap, graph, order, dominators, retained, children);
    }

    /// Nodes reached, virtual ones included; preorder numbers are below.
    int size() {
        return order.size();
    }

    HeapGraph heap() {
        return heap;
    }

    /// Preorder number of an object, [#NONE] if unreachable. A live thread's object answers with its thread's
    /// node.
    int preorderOf(int objectIndex) {
        int state = graph.stateByNode.get(objectIndex);
        if (state == SearchGraph.LIVE_THREAD) {
            return preorderOf(nodeByThreadObject.getOrDefault(objectIndex, graph.root));
        }
        return state < 0 ? ~state : NONE;
    }

    /// Object index of a node, [#NONE] if it is virtual; a thread's node answers with the thread's object.
    int objectOf(int preorder) {
        int node = order.nodeByPreorder.get(preorder);
        if (node < heap.size()) {
            return node;
        }
        Integer thread = threadByNode.get(node);
        return thread == null ? NONE : heap.threads().get(thread).objectIndex();
    }

    /// Preorder number of a reference's target as rows hold it; [#NONE] for a live thread's object: such
    /// references are left out.
    int preorderOfTarget(int node) {
        int state = graph.stateByNode.get(node);
        return state == SearchGraph.LIVE_THREAD || state >= 0 ? NONE : ~state;
    }

    /// Whether the node is the one a live thread is entered through.
    boolean isThreadNode(int preorder) {
        return threadByNode.containsKey(order.nodeByPreorder.get(preorder));
    }

    /// Which of the nodes above what only soft (0), weak (1) or phantom references (2) reach it is, or above what
    /// nothing reaches (3); [#NONE] if it is none of them.
    int weakNode(int preorder) {
        int node = order.nodeByPreorder.get(preorder);
        for (int i = 0; i < graph.weakNodes.length; i++) {
            if (graph.weakNodes[i] == node) {
                return i;
            }
        }
        return node == graph.unreachable ? graph.weakNodes.length : NONE;
    }

    /// Whether it is the node above all threads.
    boolean isAllThreads(int preorder) {
        return order.nodeByPreorder.get(preorder) == graph.allThreads;
    }

    /// Whether one group of threads alone keeps it: its dominator is a frame, a thread or a group.
    boolean isKeptByOneGroup(int preorder) {
        int dominator = dominatorOf(preorder);
        int node = order.nodeByPreorder.get(dominator);
        return isThreadNode(dominator) || graph.isGroupOrFrame(node);
    }

    long shallowOf(int preorder) {
        return heap.shapes()
                .shallowBytes(
                        classOf(preorder),
                        heap.references().rows(),
                        (long) placeOf(preorder) << heap.references().placeShift());
    }

    int dominatorOf(int preorder) {
        return dominatorByPreorder.get(preorder);
    }

    long retainedOf(int preorder) {
        return retainedByPreorder.get(preorder);
    }

    int placeOf(int preorder) {
        return order.placeByPreorder.get(preorder);
    }

    int classOf(int preorder) {
        return order.classByPreorder.get(preorder);
    }

    DominatedChildren children() {
        return children;
    }

    /// Bytes that would be freed with the object; 0 if it is unreachable and not kept.
    public long retainedBytes(int objectIndex) {
        int preorder = preorderOf(objectIndex);
        return preorder < 0 ? 0 : retainedOf(preorder);
    }

    /// The object that dominates it next, [#NONE] if only a root, a frame or a group of threads does, or it is
    /// unreachable.
    public int immediateDominator(int objectIndex) {
        int preorder = preorderOf(objectIndex);
        return preorder <= 0 ? NONE : objectOf(dominatorOf(preorder));
    }

    public boolean isReachable(int objectIndex) {
        return preorderOf(objectIndex) >= 0;
    }

    /// Bytes reached over strong references.
    public long stronglyReachableBytes() {
        return reachableBytes() - weaklyReachableBytes();
    }

    /// Bytes reached over any reference.
    public long reachableBytes() {
        return retainedOf(0) - (graph.keepUnreachable ? retainedOfNode(graph.unreachable) : 0);
    }

    /// Bytes that only soft, weak or phantom references reach.
    public long weaklyReachableBytes() {
        long sum = 0;
        for (int node : graph.weakNodes) {
            sum += retainedOfNode(node);
        }
        return sum;
    }

    /// By index into the heap graph's threads.
    public long retainedOfThread(int threadIndex) {
        return retainedOfNode(graph.nodeByThread[threadIndex]);
    }

    /// What the locals of one frame alone keep alive; 0 if it has none.
    public long retainedOfFrame(int threadIndex, int frameIndex) {
        int node = graph.nodeByFrame[threadIndex][frameIndex];
        return node < 0 ? 0 : retainedOfNode(node);
    }

    public long retainedOfGroup(int group) {
        return retainedOfNode(graph.nodeByGroup[group]);
    }

    public long retainedOfSubsystem(int subsystem) {
        return retainedOfNode(graph.nodeBySubsystem[subsystem]);
    }

    /// What threads alone keep alive, all of them together.
    public long retainedOfAllThreads() {
        return retainedOfNode(graph.allThreads);
    }

    private long retainedOfNode(int node) {
        return retainedOf(~graph.stateByNode.get(node));
    }
}
