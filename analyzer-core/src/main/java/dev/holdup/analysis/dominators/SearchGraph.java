package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.References;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The heap graph with virtual nodes on top: root → all threads → subsystem → group → thread → frame → its
/// locals.
///
/// A thread is entered through a node of its own that has the thread object's references and its frames.
/// References to the thread object from elsewhere are left out: a live thread is a root anyway, so dominance
/// among ordinary objects stays the same, and the group's node dominates exactly what the group alone keeps
/// alive.
///
/// Virtual nodes are numbered from `heap.size()` on and have rows like objects.
final class SearchGraph {
    /// State of a live thread's object: references to it are left out.
    static final int LIVE_THREAD = Integer.MIN_VALUE;

    final HeapGraph heap;
    /// `stateByNode[node]`: place of the node's row, or [#LIVE_THREAD]; the search writes ~preorder over it.
    final IntTable stateByNode;

    final int root;
    /// Dominates what no root but threads keeps alive.
    final int allThreads;
    /// Entered after the search from the root has ended: soft, weak, phantom, in this order. Their rows are empty:
    /// [WeakSearch] finds what comes under them.
    final int[] weakNodes = new int[3];
    /// Entered last, if at all: what nothing reaches comes under it.
    final int unreachable;
    /// Whether what nothing reaches is searched.
    final boolean keepUnreachable;

    final int[] nodeBySubsystem;
    final int[] nodeByGroup;
    final int[] nodeByThread;
    /// `nodeByFrame[threadIndex][frameIndex]`, −1 for frames without locals.
    final int[][] nodeByFrame;

    private final References.Writer writer;
    private final IntTable rows;
    private int nextNode;

    SearchGraph(HeapGraph heap, ThreadGrouping grouping, boolean keepUnreachable) {
        this.heap = heap;
        this.keepUnreachable = keepUnreachable;
        this.stateByNode = heap.places().table();
        this.rows = heap.references().rows();
        this.writer = heap.references().new Writer();
        this.nextNode = heap.size();
        List<HeapThread> threads = heap.threads();
        nodeByThread = new int[threads.size()];
        nodeByFrame = new int[threads.size()][];
        nodeByGroup = new int[grouping.groups()];
        nodeBySubsystem = new int[grouping.subsystems()];

        root = nextNode++;
        allThreads = nextNode++;
        for (int i = 0; i < weakNodes.length; i++) {
            weakNodes[i] = nextNode++;
        }
        unreachable = nextNode++;
        List<List<Integer>> threadsByGroup = lists(grouping.groups());
        List<List<Integer>> groupsBySubsystem = lists(grouping.subsystems());
        List<Integer> fromThreads = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            nodeByThread[t] = thread(threads.get(t), t);
            int group = grouping.groupByThread()[t];
            (group < 0 ? fromThreads : threadsByGroup.get(group)).add(nodeByThread[t]);
        }
        for (int g = 0; g < nodeByGroup.length; g++) {
            nodeByGroup[g] = virtual(threadsByGroup.get(g));
            groupsBySubsystem.get(grouping.subsystemByGroup()[g]).add(nodeByGroup[g]);
        }
        for (int s = 0; s < nodeBySubsystem.length; s++) {
            nodeBySubsystem[s] = virtual(groupsBySubsystem.get(s));
            fromThreads.add(nodeBySubsystem[s]);
        }
        row(allThreads, fromThreads);
        List<Integer> fromRoot = new ArrayList<>();
        fromRoot.add(allThreads);
        heap.plainRoots().forEach(plain -> fromRoot.add(plain.objectIndex()));
        row(root, fromRoot);
        for (int weak : weakNodes) {
            row(weak, List.of());
        }
        row(unreachable, List.of());
        // Last: until here the thread objects' own rows had to be found.
        for (HeapThread thread : threads) {
            heap.places().keep(thread.objectIndex());
            stateByNode.set(thread.objectIndex(), LIVE_THREAD);
        }
    }

    /// Number of nodes, virtual ones included.
    int nodes() {
        return nextNode;
    }

    /// Whether a node is a group's or a frame's.
    boolean isGroupOrFrame(int node) {
        return node >= heap.size()
                && node != root
                && node != allThreads
                && node != unreachable
                && Arrays.stream(weakNodes).noneMatch(weak -> weak == node)
                && Arrays.stream(nodeBySubsystem).noneMatch(subsystem -> subsystem == node);
    }

    /// The node a thread is entered through: the thread object's header and references, then its frames.
    private int thread(HeapThread thread, int t) {
        int frames = thread.frames().size();
        List<List<Integer>> localsByFrame = lists(frames);
        List<Integer> extra = new ArrayList<>();
        for (HeapThread.Local local : thread.locals()) {
            if (local.objectIndex() >= 0) {
                (local.frameIndex() < 0 ? extra : localsByFrame.get(local.frameIndex())).add(local.objectIndex());
            }
        }
        nodeByFrame[t] = new int[frames];
        for (int f = 0; f < frames; f++) {
            nodeByFrame[t][f] = localsByFrame.get(f).isEmpty() ? -1 : virtual(localsByFrame.get(f));
            if (nodeByFrame[t][f] >= 0) {
                extra.add(nodeByFrame[t][f]);
            }
        }
        RowCursor own = new RowCursor(heap);
        own.open(stateByNode.get(thread.objectIndex()));
        List<Integer> targets = new ArrayList<>();
        for (long at = own.first; at < own.end; at++) {
            targets.add(rows.get(at));
        }
        targets.addAll(extra);
        int node = nextNode++;
        row(node, own.classIndex, targets);
        return node;
    }

    private int virtual(List<Integer> targets) {
        int node = nextNode++;
        row(node, targets);
        return node;
    }

    private void row(int node, List<Integer> targets) {
        row(node, heap.shapes().virtualClass(), targets);
    }

    private void row(int node, int classIndex, List<Integer> targets) {
        long row = writer.open(targets.size() + 2L, 0);
        rows.set(row, References.MANY << References.CLASS_BITS | classIndex);
        rows.set(row + 1, targets.size());
        long at = row + 2;
        for (int target : targets) {
            rows.set(at++, target);
        }
        stateByNode.set(node, writer.close(at - row, 0));
    }

    private static List<List<Integer>> lists(int size) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }
}
