package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.Arrays;

/// Immediate dominators of the trees: of the four trees of virtual nodes and of the heads.
///
/// The simple version, with path compression alone, and with buckets: never quadratic, unlike one that looks for
/// nearest common ancestors, which is where a long list whose elements something else refers to as well would lead.
/// Memory while computing: 20 bytes a tree. Time: references × log trees at worst, near linear in practice.
/// Source: Lengauer, Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", TOPLAS 1(1), 1979.
final class LengauerTarjan {
    // What is asked for together stands together: the parts of a vertex are four neighbouring ints of a table.
    private static final int PARTS_SHIFT = 2;
    /// Semidominator.
    private static final int SEMI = 0;
    /// Vertex with the least semidominator on the compressed path above; itself at first.
    private static final int LABEL = 1;
    /// The semidominator of that vertex.
    private static final int LEAST = 2;
    /// Next vertex on the compressed path plus 1. Of what is not linked yet: minus the first of those whose
    /// semidominator it is, less 1; 0 if there is none. They are linked with each other in `dominatorByPreorder`.
    private static final int ANCESTOR = 3;

    /// References, and vertices, looked up ahead.
    private static final int BATCH = 1 << 10;
    /// References to one vertex that are looked up ahead.
    private static final int MOST_GATHERED = 32;

    private final HeadGraph graph;
    private final HeadOrder order;
    private final Workers workers;
    private final IntTable parentByPreorder;
    private final IntTable parts;
    private final IntTable dominatorByPreorder;

    /// What refers to the vertices that come next: looked up for all of them first, so that the processor waits for
    /// many places of memory at the same time.
    private final int[] sourceByPlace = new int[BATCH + MOST_GATHERED];

    /// First place of each of these vertices, from the highest on; of its end, the next one's.
    private final int[] placeByVertex = new int[BATCH + 1];
    /// Where the references to each go on that were not looked up.
    private final long[] restByVertex = new long[BATCH];

    /// Nobody reads it: without it the compiler would leave out that the sources' parts are looked at early.
    @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"})
    private int touched;

    private int[] path = new int[1024];

    private LengauerTarjan(HeadGraph graph, HeadOrder order, HeapGraph heap) {
        TableSpace space = heap.space();
        this.workers = heap.workers();
        this.graph = graph;
        this.order = order;
        this.parentByPreorder = order.parentByPreorder;
        int size = order.size();
        parts = space.ints((long) size << PARTS_SHIFT);
        dominatorByPreorder = space.ints(size);
    }

    /// `dominatorByPreorder[preorder]`: preorder number of the tree whose head dominates the head next; the root's
    /// is 0.
    static IntTable dominators(HeadGraph graph, HeadOrder order, HeapGraph heap) {
        TableSpace space = heap.space();
        LengauerTarjan work = new LengauerTarjan(graph, order, heap);
        work.run(order.size());
        space.free(work.parts);
        return work.dominatorByPreorder;
    }

    private int part(int v, int part) {
        return parts.get(((long) v << PARTS_SHIFT) + part);
    }

    private void setPart(int v, int part, int value) {
        parts.set(((long) v << PARTS_SHIFT) + part, value);
    }

    private void run(int size) {
        for (int v = 0; v < size; v++) {
            setPart(v, SEMI, v);
            setPart(v, LABEL, v);
            setPart(v, LEAST, v);
        }
        int high = size - 1;
        while (high > 0) {
            int low = gather(high);
            for (int v = high; v > low; v--) {
                workers.check(v);
                link(v, high - v);
            }
            high = low;
        }
        for (int v = 1; v < size; v++) {
            int dominator = dominatorByPreorder.get(v);
            if (dominator != part(v, SEMI)) {
                dominatorByPreorder.set(v, dominatorByPreorder.get(dominator));
            }
        }
    }

    /// Looks up what refers to the vertices from `high` down, as many as there is room for; answers the next lower one.
    private int gather(int high) {
        int place = 0;
        int touch = 0;
        int v = high;
        for (; v > 0 && high - v < BATCH && place < BATCH; v--) {
            placeByVertex[high - v] = place;
            int tree = order.treeByPreorder.get(v);
            long at = graph.firstIn(tree);
            long end = graph.endIn(tree);
            long ahead = Math.min(end, at + MOST_GATHERED);
            for (; at < ahead; at++) {
                int source = order.preorderOf(graph.sourceTree(at));
                if (source >= 0 && source != v && order.counts(source, v)) {
                    sourceByPlace[place++] = source;
                    touch += part(source, ANCESTOR);
                }
            }
            restByVertex[high - v] = at;
        }
        placeByVertex[high - v] = place;
        touched += touch;
        return v;
    }

    /// @param place of the vertex among those looked up
    private void link(int v, int place) {
        int parent = parentByPreorder.get(v);
        int semi = semidominator(v, parent, place);
        setPart(v, SEMI, semi);
        setPart(v, LEAST, semi);
        if (semi == parent) {
            dominatorByPreorder.set(v, parent);
        } else {
            dominatorByPreorder.set(v, -part(semi, ANCESTOR));
            setPart(semi, ANCESTOR, -v - 1);
        }
        setPart(v, ANCESTOR, parent + 1);
        if (part(parent, ANCESTOR) != 0) {
            emptyBucket(parent);
        }
    }

    private int semidominator(int v, int parent, int place) {
        int entered = order.enteredFrom(v);
        int semi = entered < 0 ? parent : entered;
        for (int at = placeByVertex[place]; at < placeByVertex[place + 1]; at++) {
            semi = Math.min(semi, leastOf(sourceByPlace[at], v));
        }
        long end = graph.endIn(order.treeByPreorder.get(v));
        for (long at = restByVertex[place]; at < end && semi > 0; at++) {
            int source = order.preorderOf(graph.sourceTree(at));
            if (source >= 0 && source != v && order.counts(source, v)) {
                semi = Math.min(semi, leastOf(source, v));
            }
        }
        return semi;
    }

    private int leastOf(int source, int v) {
        return source < v ? source : part(evaluate(source), LEAST);
    }

    private void emptyBucket(int parent) {
        for (int v = -part(parent, ANCESTOR) - 1; v >= 0; ) {
            int next = dominatorByPreorder.get(v) - 1;
            int last = evaluate(v);
            dominatorByPreorder.set(v, part(last, LEAST) < part(v, SEMI) ? part(last, LABEL) : parent);
            v = next;
        }
        setPart(parent, ANCESTOR, 0);
    }

    /// Shortens the path upwards from a linked vertex, so that it ends below one that is not linked; answers the vertex
    /// whose label and least semidominator are those of the path.
    private int evaluate(int v) {
        int length = 0;
        int at = v;
        int ancestor = part(v, ANCESTOR) - 1;
        int higher = part(ancestor, ANCESTOR) - 1;
        while (higher >= 0) {
            if (length == path.length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            path[length++] = at;
            at = ancestor;
            ancestor = higher;
            higher = part(ancestor, ANCESTOR) - 1;
        }
        int label = part(at, LABEL);
        int least = part(at, LEAST);
        while (length > 0) {
            at = path[--length];
            if (least < part(at, LEAST)) {
                setPart(at, LABEL, label);
                setPart(at, LEAST, least);
            } else {
                label = part(at, LABEL);
                least = part(at, LEAST);
            }
            setPart(at, ANCESTOR, ancestor + 1);
        }
        return v;
    }
}
