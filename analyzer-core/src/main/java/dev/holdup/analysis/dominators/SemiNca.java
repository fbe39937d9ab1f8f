package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.Arrays;

/// Immediate dominators by semidominators and nearest common ancestors.
///
/// Works in preorder numbers. A node whose only predecessor is its parent in the search tree is immediately dominated
/// by it;
/// the others, a few percent, are worked out from their predecessors.
/// Memory while computing: three ints a node, a long a node for the predecessors' rows, an int a predecessor.
/// Time: near linear in practice, quadratic at worst (same source).
/// Source: Georgiadis, Tarjan, Werneck, "Finding Dominators in Practice", JGAA 10(1), 2006.
final class SemiNca {
    private final int size;
    private final IntTable parentByPreorder;
    /// `ancestorByPreorder[preorder]`: parent, shortened by path compression.
    private final IntTable ancestorByPreorder;
    /// Smallest semidominator on the compressed path above and including the node.
    private final IntTable leastSemiByPreorder;
    private int[] path = new int[1024];

    private SemiNca(int size, IntTable parentByPreorder, TableSpace space) {
        this.size = size;
        this.parentByPreorder = parentByPreorder;
        this.ancestorByPreorder = space.ints(size);
        this.leastSemiByPreorder = space.ints(size);
        ancestorByPreorder.segment().copyFrom(parentByPreorder.segment().asSlice(0, size * 4L));
        leastSemiByPreorder.segment().copyFrom(parentByPreorder.segment().asSlice(0, size * 4L));
    }

    /// Turns the search tree's parents into immediate dominators, in place.
    ///
    /// @param others all references that are no tree edges; freed here
    static void dominators(int size, IntTable parentByPreorder, PairList others, TableSpace space) {
        if (others.size() == 0) {
            others.free();
            return;
        }
        LongTable firstByPreorder = space.longs(size + 1L);
        IntTable predecessors = space.ints(others.size());
        predecessorRows(size, others, firstByPreorder, predecessors);
        others.free();
        SemiNca semiNca = new SemiNca(size, parentByPreorder, space);
        IntTable semiByPreorder = space.ints(size);
        semiNca.semidominators(firstByPreorder, predecessors, semiByPreorder);
        space.free(predecessors);
        space.free(semiNca.ancestorByPreorder);
        space.free(semiNca.leastSemiByPreorder);
        for (int i = 1; i < size; i++) {
            if (firstByPreorder.get(i) != firstByPreorder.get(i + 1L)) {
                int semi = semiByPreorder.get(i);
                int dominator = parentByPreorder.get(i);
                while (dominator > semi) {
                    dominator = parentByPreorder.get(dominator);
                }
                parentByPreorder.set(i, dominator);
            }
        }
        space.free(semiByPreorder);
        space.free(firstByPreorder);
    }

    /// Rows by target: count, sum up, fill. Afterwards row i is `first[i]` … `first[i + 1] − 1`.
    private static void predecessorRows(int size, PairList others, LongTable first, IntTable predecessors) {
        others.forEach((source, target) -> first.add(target, 1));
        long sum = 0;
        for (int i = 0; i <= size; i++) {
            sum += first.get(i);
            first.set(i, sum);
        }
        others.forEach((source, target) -> {
            long at = first.get(target) - 1;
            first.set(target, at);
            predecessors.set(at, source);
        });
    }

    private void semidominators(LongTable first, IntTable predecessors, IntTable semiByPreorder) {
        long end = first.get(size);
        for (int i = size - 1; i > 0; i--) {
            long begin = first.get(i);
            if (begin == end) {
                continue;
            }
            int semi = parentByPreorder.get(i);
            for (long at = begin; at < end; at++) {
                int predecessor = predecessors.get(at);
                int candidate = predecessor <= i ? predecessor : leastSemiAbove(predecessor, i);
                semi = Math.min(semi, candidate);
            }
            semiByPreorder.set(i, semi);
            leastSemiByPreorder.set(i, semi);
            end = begin;
        }
    }

    /// Smallest semidominator of the node and its ancestors with numbers above `processed`; shortens the path on the
    /// way.
    private int leastSemiAbove(int node, int processed) {
        int length = 0;
        int at = node;
        while (ancestorByPreorder.get(at) > processed) {
            if (length == path.length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            path[length++] = at;
            at = ancestorByPreorder.get(at);
        }
        int least = leastSemiByPreorder.get(at);
        int top = ancestorByPreorder.get(at);
        while (length > 0) {
            at = path[--length];
            least = Math.min(least, leastSemiByPreorder.get(at));
            leastSemiByPreorder.set(at, least);
            ancestorByPreorder.set(at, top);
        }
        return least;
    }
}
