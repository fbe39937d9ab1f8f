package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.Arrays;

/// Immediate dominators of the trees: of the four trees of virtual nodes and of the heads.
///
/// The simple version, with path compression alone, and with buckets: never quadratic, unlike one that looks for
/// nearest common ancestors, which is where a long list whose elements something else refers to as well would lead.
/// Memory while computing: 24 bytes a tree. Time: references × log trees at worst, near linear in practice.
/// Source: Lengauer, Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", TOPLAS 1(1), 1979.
final class LengauerTarjan {
    private static final int NONE = -1;

    private final HeadGraph graph;
    private final HeadOrder order;
    private final IntTable parentByPreorder;
    private final IntTable semiByPreorder;
    /// Vertex with the least semidominator on the compressed path above; itself at first.
    private final IntTable labelByPreorder;
    /// Next vertex on the compressed path plus 1, 0 for what is not linked yet.
    private final IntTable ancestorByPreorder;
    /// First of those whose semidominator it is, plus 1, and the next of them: lists.
    private final IntTable bucketByPreorder;

    private final IntTable nextByPreorder;
    private final IntTable dominatorByPreorder;

    private int[] path = new int[1024];

    private LengauerTarjan(HeadGraph graph, HeadOrder order, TableSpace space) {
        this.graph = graph;
        this.order = order;
        this.parentByPreorder = order.parentByPreorder;
        int size = order.size();
        semiByPreorder = space.ints(size);
        labelByPreorder = space.ints(size);
        ancestorByPreorder = space.ints(size);
        bucketByPreorder = space.ints(size);
        nextByPreorder = space.ints(size);
        dominatorByPreorder = space.ints(size);
    }

    /// `dominatorByPreorder[preorder]`: preorder number of the tree whose head dominates the head next; the root's
    /// is 0.
    static IntTable dominators(HeadGraph graph, HeadOrder order, TableSpace space) {
        LengauerTarjan work = new LengauerTarjan(graph, order, space);
        work.run(order.size());
        space.free(work.semiByPreorder);
        space.free(work.labelByPreorder);
        space.free(work.ancestorByPreorder);
        space.free(work.bucketByPreorder);
        space.free(work.nextByPreorder);
        return work.dominatorByPreorder;
    }

    private void run(int size) {
        for (int v = 0; v < size; v++) {
            semiByPreorder.set(v, v);
            labelByPreorder.set(v, v);
        }
        for (int v = size - 1; v > 0; v--) {
            int parent = parentByPreorder.get(v);
            int semi = semidominator(v, parent);
            semiByPreorder.set(v, semi);
            if (semi == parent) {
                dominatorByPreorder.set(v, parent);
            } else {
                nextByPreorder.set(v, bucketByPreorder.get(semi));
                bucketByPreorder.set(semi, v + 1);
            }
            ancestorByPreorder.set(v, parent + 1);
            emptyBucket(parent);
        }
        for (int v = 1; v < size; v++) {
            int dominator = dominatorByPreorder.get(v);
            if (dominator != semiByPreorder.get(v)) {
                dominatorByPreorder.set(v, dominatorByPreorder.get(dominator));
            }
        }
    }

    private int semidominator(int v, int parent) {
        int tree = order.treeByPreorder.get(v);
        int semi = parent;
        long end = graph.endIn(tree);
        for (long at = graph.firstIn(tree); at < end && semi > 0; at++) {
            int source = order.preorderOfNode(graph.source(at));
            if (source != NONE && source != v && order.counts(source, v)) {
                semi = Math.min(semi, semiByPreorder.get(evaluate(source)));
            }
        }
        return semi;
    }

    private void emptyBucket(int parent) {
        for (int v = bucketByPreorder.get(parent) - 1; v >= 0; v = nextByPreorder.get(v) - 1) {
            int least = evaluate(v);
            dominatorByPreorder.set(v, semiByPreorder.get(least) < semiByPreorder.get(v) ? least : parent);
        }
        bucketByPreorder.set(parent, 0);
    }

    /// The vertex with the least semidominator from `v` up to where the path is not linked; shortens the path.
    private int evaluate(int v) {
        int ancestor = ancestorByPreorder.get(v) - 1;
        if (ancestor < 0) {
            return v;
        }
        int length = 0;
        int at = v;
        // The topmost linked vertex keeps its ancestor, so the path ends below it.
        while (ancestorByPreorder.get(ancestor) != 0) {
            if (length == path.length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            path[length++] = at;
            at = ancestor;
            ancestor = ancestorByPreorder.get(at) - 1;
        }
        int top = ancestor;
        int least = labelByPreorder.get(at);
        while (length > 0) {
            at = path[--length];
            int own = labelByPreorder.get(at);
            if (semiByPreorder.get(least) < semiByPreorder.get(own)) {
                labelByPreorder.set(at, least);
            } else {
                least = own;
            }
            ancestorByPreorder.set(at, top + 1);
        }
        return least;
    }
}
