package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.Arrays;

/// Immediate dominators by semidominators and nearest common ancestors.
///
/// Works in preorder numbers. A node whose only predecessor is its parent in the search tree is immediately
/// dominated by it; the others, a few percent, are worked out from their predecessors, bucket by bucket from
/// the highest number down.
/// Memory while computing: twelve bytes a node beside the parents, and one bucket's rows.
/// Time: near linear in practice, quadratic at worst (same source).
/// Source: Georgiadis, Tarjan, Werneck, "Finding Dominators in Practice", JGAA 10(1), 2006.
final class SemiNca {
    private final int size;
    private final IntTable parentByPreorder;
    /// `[preorder]`: in the high half the parent, shortened by path compression; in the low half the smallest
    /// semidominator on the compressed path from the node up to there. Side by side, as each step reads both.
    private final LongTable ancestorAndLeastSemi;
    /// `[preorder]`: semidominator + 1; 0 for nodes with one predecessor.
    private final IntTable semiByPreorder;

    private int[] path = new int[1024];

    private SemiNca(int size, IntTable parentByPreorder, LongTable work, TableSpace space) {
        this.size = size;
        this.parentByPreorder = parentByPreorder;
        this.ancestorAndLeastSemi = work;
        this.semiByPreorder = space.ints(size);
    }

    /// Turns the search tree's parents into immediate dominators, in place.
    ///
    /// @param others all references that are no tree edges; freed here
    /// @param work room for a long a node, of any content; left with any content
    static void dominators(int size, IntTable parentByPreorder, PairBuckets others, LongTable work, TableSpace space) {
        SemiNca semiNca = new SemiNca(size, parentByPreorder, work, space);
        for (int i = 0; i < size; i++) {
            long parent = parentByPreorder.get(i);
            work.set(i, parent << 32 | parent);
        }
        semiNca.semidominators(others);
        others.free();
        semiNca.nearestCommonAncestors();
        space.free(semiNca.semiByPreorder);
    }

    private void semidominators(PairBuckets others) {
        PairBuckets.Copied copied = new PairBuckets.Copied();
        int[] sources = new int[0];
        // One more than targets: row t is sources[firstByTarget[t]] … sources[firstByTarget[t + 1] − 1].
        int[] firstByTarget = new int[PairBuckets.TARGETS + 1];
        for (int bucket = others.buckets() - 1; bucket >= 0; bucket--) {
            int pairs = others.copy(bucket, copied);
            if (pairs == 0) {
                continue;
            }
            if (sources.length < pairs) {
                sources = new int[copied.pairs.length];
            }
            sortByTarget(copied.pairs, pairs, firstByTarget, sources);
            int base = bucket << PairBuckets.TARGETS_SHIFT;
            for (int target = PairBuckets.TARGETS - 1; target >= 0; target--) {
                int begin = firstByTarget[target];
                int end = firstByTarget[target + 1];
                // The root dominates all and is dominated by none.
                if (begin != end && base + target > 0) {
                    semidominator(base + target, sources, begin, end);
                }
            }
        }
    }

    /// Count, sum up, fill.
    private static void sortByTarget(long[] pairs, int size, int[] firstByTarget, int[] sources) {
        Arrays.fill(firstByTarget, 0);
        for (int i = 0; i < size; i++) {
            firstByTarget[(int) pairs[i] & (PairBuckets.TARGETS - 1)]++;
        }
        int sum = 0;
        for (int target = 0; target <= PairBuckets.TARGETS; target++) {
            sum += firstByTarget[target];
            firstByTarget[target] = sum;
        }
        for (int i = 0; i < size; i++) {
            sources[--firstByTarget[(int) pairs[i] & (PairBuckets.TARGETS - 1)]] = (int) (pairs[i] >>> 32);
        }
    }

    private void semidominator(int node, int[] sources, int begin, int end) {
        int semi = parentByPreorder.get(node);
        for (int at = begin; at < end; at++) {
            int predecessor = sources[at];
            int candidate = predecessor <= node ? predecessor : leastSemiAbove(predecessor, node);
            semi = Math.min(semi, candidate);
        }
        semiByPreorder.set(node, semi + 1);
        ancestorAndLeastSemi.set(node, (long) parentByPreorder.get(node) << 32 | semi);
    }

    /// Smallest semidominator of the node and its ancestors with numbers above `processed`; shortens the path
    /// on the way.
    private int leastSemiAbove(int start, int processed) {
        int length = 0;
        int at = start;
        long entry = ancestorAndLeastSemi.get(at);
        while ((int) (entry >>> 32) > processed) {
            if (length == path.length) {
                path = Arrays.copyOf(path, 2 * length);
            }
            path[length++] = at;
            at = (int) (entry >>> 32);
            entry = ancestorAndLeastSemi.get(at);
        }
        int least = (int) entry;
        long top = entry & 0xFFFF_FFFF_0000_0000L;
        while (length > 0) {
            at = path[--length];
            least = Math.min(least, (int) ancestorAndLeastSemi.get(at));
            ancestorAndLeastSemi.set(at, top | least);
        }
        return least;
    }

    private void nearestCommonAncestors() {
        for (int i = 1; i < size; i++) {
            int semi = semiByPreorder.get(i) - 1;
            if (semi >= 0) {
                int dominator = parentByPreorder.get(i);
                while (dominator > semi) {
                    dominator = parentByPreorder.get(dominator);
                }
                parentByPreorder.set(i, dominator);
            }
        }
    }
}
