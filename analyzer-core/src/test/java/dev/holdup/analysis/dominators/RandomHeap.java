package dev.holdup.analysis.dominators;

import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.HeapLayout;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// A random heap written as a dump, and the same heap as plain lists for brute force.
///
/// Nodes 0…n−1 are objects; threads have frames that hold objects, and groups hold threads.
final class RandomHeap {
    final HeapDumpWriter dump;
    final long[] idByNode;
    final long[] bytesByNode;
    final List<List<Integer>> targetsByNode = new ArrayList<>();
    final List<Integer> plainRoots = new ArrayList<>();
    /// `localsByFrame[thread][frame]`
    final List<List<List<Integer>>> localsByFrame = new ArrayList<>();
    final int[] groupByThread;
    final int groups;

    RandomHeap(long seed, int nodes, int threads, int groups) {
        Random random = new Random(seed);
        this.groups = groups;
        boolean wide = random.nextBoolean();
        dump = new HeapDumpWriter(wide ? IdSize.EIGHT : IdSize.FOUR);
        dump.layout(wide ? HeapLayout.COMPRESSED : HeapLayout.COMPACT);
        idByNode = new long[nodes];
        bytesByNode = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            targetsByNode.add(new ArrayList<>());
        }
        for (int i = random.nextInt(3 * nodes); i > 0; i--) {
            int from = random.nextInt(nodes);
            // Mostly near neighbours, so that deep chains and cycles come up as well as a tangle.
            int to =
                    random.nextInt(3) == 0 ? random.nextInt(nodes) : Math.floorMod(from + random.nextInt(7) - 2, nodes);
            targetsByNode.get(from).add(to);
        }
        for (int i = 0; i < nodes; i++) {
            bytesByNode[i] = 16 + 8L * ((targetsByNode.get(i).size() + 1) / 2) + 8L * random.nextInt(20);
            idByNode[i] = dump.node(bytesByNode[i]);
        }
        for (int i = 0; i < nodes; i++) {
            for (int target : targetsByNode.get(i)) {
                dump.link(idByNode[i], idByNode[target]);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            int root = random.nextInt(nodes);
            plainRoots.add(root);
            dump.root(RootKind.JNI_GLOBAL, idByNode[root]);
        }
        groupByThread = new int[threads];
        for (int t = 0; t < threads; t++) {
            groupByThread[t] = random.nextInt(groups);
            SyntheticThread thread = dump.thread("thread-" + t);
            List<List<Integer>> frames = new ArrayList<>();
            for (int f = 0; f < 3; f++) {
                thread.frame("com.acme.Work", "step" + f);
                List<Integer> locals = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    int local = random.nextInt(nodes);
                    locals.add(local);
                    thread.local(idByNode[local]);
                }
                frames.add(locals);
            }
            localsByFrame.add(frames);
            thread.live();
        }
    }

    /// Objects and bytes reached without the removed nodes.
    long[] reachedWithout(BitSet removedNodes) {
        BitSet seen = reachedNodes(removedNodes, -1);
        return new long[] {
            seen.cardinality(),
            seen.stream().mapToLong(node -> bytesByNode[node]).sum()
        };
    }

    /// Nodes reached without the removed ones.
    ///
    /// @param removedThread −1 for none
    BitSet reachedNodes(BitSet removedNodes, int removedThread) {
        BitSet seen = new BitSet();
        List<Integer> todo = new ArrayList<>(plainRoots);
        for (int t = 0; t < localsByFrame.size(); t++) {
            if (t != removedThread) {
                localsByFrame.get(t).forEach(todo::addAll);
            }
        }
        while (!todo.isEmpty()) {
            int node = todo.removeLast();
            if (!removedNodes.get(node) && !seen.get(node)) {
                seen.set(node);
                todo.addAll(targetsByNode.get(node));
            }
        }
        return seen;
    }

    /// Bytes reached with everything in place but what is removed.
    ///
    /// @param removedNode −1 for none
    long reached(int removedNode, int removedThread, int removedFrame, int removedGroup) {
        BitSet seen = new BitSet();
        List<Integer> todo = new ArrayList<>(plainRoots);
        for (int t = 0; t < localsByFrame.size(); t++) {
            for (int f = 0; f < localsByFrame.get(t).size(); f++) {
                boolean gone = groupByThread[t] == removedGroup
                        || (t == removedThread && (removedFrame < 0 || f == removedFrame));
                if (!gone) {
                    todo.addAll(localsByFrame.get(t).get(f));
                }
            }
        }
        long bytes = 0;
        while (!todo.isEmpty()) {
            int node = todo.removeLast();
            if (node != removedNode && !seen.get(node)) {
                seen.set(node);
                bytes += bytesByNode[node];
                todo.addAll(targetsByNode.get(node));
            }
        }
        return bytes;
    }
}
