package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What stands above the objects: root → all threads → subsystem → group → thread → frame, and a node each for what
/// only soft, weak or phantom references reach, and for what nothing reaches; with the references from the former to
/// objects.
///
/// A thread's node refers to the thread object, and no other reference to it is counted: a live thread is a root
/// anyway, so dominance among ordinary objects stays the same, and the group's node dominates exactly what the group
/// alone keeps alive.
///
/// Virtual nodes are numbered from `base`, the number of objects, on.
final class VirtualTree {
    private static final int ALL_THREADS = 1;
    private static final int FIRST_WEAK = 2;
    private static final int UNREACHABLE = 5;
    private static final int FIXED = 6;
    private static final int NONE = -1;

    /// Number of the root's node.
    final int base;
    /// `parentByVirtual[node − base]`: the node above it, −1 for the root.
    private int[] parentByVirtual = new int[64];

    private int size;

    /// References from virtual nodes to objects: `sources[i]` → `targets[i]`.
    int[] sources = new int[64];

    int[] targets = new int[64];
    int references;

    /// Objects to which only their thread's node refers.
    final BitSet liveThreads = new BitSet();

    final int[] nodeBySubsystem;
    final int[] nodeByGroup;
    final int[] nodeByThread;
    /// `nodeByFrame[threadIndex][frameIndex]`, −1 for frames without locals.
    final int[][] nodeByFrame;

    VirtualTree(HeapGraph heap, ThreadGrouping grouping) {
        base = heap.size();
        List<HeapThread> threads = heap.threads();
        node(NONE);
        for (int i = 1; i < FIXED; i++) {
            node(root());
        }
        threads.forEach(thread -> liveThreads.set(thread.objectIndex()));
        nodeBySubsystem = new int[grouping.subsystems()];
        Arrays.setAll(nodeBySubsystem, s -> node(allThreads()));
        nodeByGroup = new int[grouping.groups()];
        Arrays.setAll(nodeByGroup, g -> node(nodeBySubsystem[grouping.subsystemByGroup()[g]]));
        nodeByThread = new int[threads.size()];
        nodeByFrame = new int[threads.size()][];
        for (int t = 0; t < threads.size(); t++) {
            int group = grouping.groupByThread()[t];
            nodeByThread[t] = node(group < 0 ? allThreads() : nodeByGroup[group]);
            thread(threads.get(t), t);
        }
        heap.plainRoots().forEach(plain -> refer(root(), plain.objectIndex()));
    }

    int root() {
        return base;
    }

    /// Dominates what no root but threads keeps alive.
    int allThreads() {
        return base + ALL_THREADS;
    }

    /// Searched after everything the root reaches: soft, weak, phantom, in this order.
    int weak(int phase) {
        return base + FIRST_WEAK + phase;
    }

    /// Searched last, if at all: what nothing reaches.
    int unreachable() {
        return base + UNREACHABLE;
    }

    /// Number of virtual nodes.
    int size() {
        return size;
    }

    /// Which of the trees of virtual nodes it belongs to: 0 is the root's, 1 to 3 what weak references
    /// reach, 4 what nothing reaches.
    int phaseOf(int node) {
        int offset = node - base;
        return offset >= FIRST_WEAK && offset < FIXED ? 1 + offset - FIRST_WEAK : 0;
    }

    /// The node above, −1 if there is none.
    int parentOf(int node) {
        return parentByVirtual[node - base];
    }

    /// Steps to the root, plus 1.
    int levelOf(int node) {
        int level = 1;
        for (int at = parentOf(node); at >= 0; at = parentOf(at)) {
            level++;
        }
        return level;
    }

    /// Whether a node is a group's or a frame's.
    boolean isGroupOrFrame(int node) {
        int offset = node - base - FIXED - nodeBySubsystem.length;
        return offset >= 0 && Arrays.binarySearch(nodeByThread, node) < 0;
    }

    /// The group's index if the node is one's, −1 otherwise.
    int groupOf(int node) {
        return Math.max(NONE, Arrays.binarySearch(nodeByGroup, node));
    }

    /// The thread's index if the node is one's, −1 otherwise. Nodes of threads are numbered upwards.
    int threadOf(int node) {
        return Math.max(NONE, Arrays.binarySearch(nodeByThread, node));
    }

    private void thread(HeapThread thread, int t) {
        add(nodeByThread[t], thread.objectIndex());
        nodeByFrame[t] = new int[thread.frames().size()];
        Arrays.fill(nodeByFrame[t], NONE);
        for (HeapThread.Local local : thread.locals()) {
            if (local.objectIndex() < 0) {
                continue;
            }
            int holder = nodeByThread[t];
            if (local.frameIndex() >= 0) {
                holder = nodeByFrame[t][local.frameIndex()];
                if (holder < 0) {
                    holder = node(nodeByThread[t]);
                    nodeByFrame[t][local.frameIndex()] = holder;
                }
            }
            refer(holder, local.objectIndex());
        }
    }

    private int node(int parent) {
        if (size == parentByVirtual.length) {
            parentByVirtual = Arrays.copyOf(parentByVirtual, 2 * size);
        }
        parentByVirtual[size] = parent;
        return base + size++;
    }

    private void refer(int source, int target) {
        if (!liveThreads.get(target)) {
            add(source, target);
        }
    }

    private void add(int source, int target) {
        if (references == sources.length) {
            sources = Arrays.copyOf(sources, 2 * references);
            targets = Arrays.copyOf(targets, 2 * references);
        }
        sources[references] = source;
        targets[references++] = target;
    }
}
