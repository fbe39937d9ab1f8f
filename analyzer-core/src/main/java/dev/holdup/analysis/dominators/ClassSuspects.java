package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Classes whose objects keep much alive together though none of them does alone, and though no object that could be
/// named dominates them: several fields keep each of them.
///
/// What keeps them is sought for all of them, or for those that keep the most if they are many; never for a sample.
final class ClassSuspects {
    /// Share of the reachable bytes from which on a class is listed: strings and the like are many in any heap.
    private static final double LISTED = 0.10;

    private static final long LEAST_BYTES = 1 << 20;
    /// Of how many objects of a class the ways are sought.
    private static final int MOST_LOOKED_AT = 25;

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final SuspectWays ways;
    private final IntPredicate isInfrastructure;
    private final long single;
    private final BitSet holders = new BitSet();

    /// @param isInfrastructure whether a node is a class object, a loader or the like
    /// @param infrastructure object indexes of all these
    /// @param single bytes from which on an object is a suspect by itself
    ClassSuspects(
            DominatorTree tree, SuspectWays ways, IntPredicate isInfrastructure, int[] infrastructure, long single) {
        this.tree = tree;
        this.heap = tree.heap();
        this.ways = ways;
        this.isInfrastructure = isInfrastructure;
        this.single = single;
        for (int object : infrastructure) {
            int node = tree.nodeOf(object);
            if (node >= 0 && tree.retainedOf(node) >= least()) {
                holders.set(node);
            }
        }
    }

    private long least() {
        return Math.max((long) (LISTED * tree.reachableBytes()), LEAST_BYTES);
    }

    /// The objects of one class.
    private final class Sum {
        /// The one that keeps the least first, of equal ones that with the highest address.
        private final Comparator<Integer> order =
                Comparator.<Integer>comparingLong(tree::retainedOf).thenComparing(Comparator.reverseOrder());

        private final PriorityQueue<Integer> largest = new PriorityQueue<>(order);
        private long objects;
        private long bytes;

        /// Nodes come by address, so that of equal ones the first are kept.
        void keepLargest(int node) {
            if (largest.size() == MOST_LOOKED_AT) {
                if (tree.retainedOf(node) <= tree.retainedOf(largest.element())) {
                    return;
                }
                largest.remove();
            }
            largest.add(node);
        }
    }

    List<Suspect> find() {
        // `sumByClass[classIndex]`: null where there is none.
        @Nullable Sum[] sumByClass = new Sum[heap.virtualClass() + 1];
        each(node -> {
            int c = tree.classOf(node);
            Sum sum = sumByClass[c];
            if (sum == null) {
                sum = new Sum();
                sumByClass[c] = sum;
            }
            sum.objects++;
            sum.bytes += tree.retainedOf(node);
        });
        boolean any = false;
        for (int c = 0; c < sumByClass.length; c++) {
            Sum sum = sumByClass[c];
            sumByClass[c] = sum == null || sum.objects < 2 || sum.bytes < least() ? null : sum;
            any |= sumByClass[c] != null;
        }
        List<Suspect> suspects = new ArrayList<>();
        if (any) {
            each(node -> {
                Sum sum = sumByClass[tree.classOf(node)];
                if (sum != null) {
                    sum.keepLargest(node);
                }
            });
            for (int c = 0; c < sumByClass.length; c++) {
                Sum sum = sumByClass[c];
                if (sum != null) {
                    suspects.add(suspect(c, sum));
                }
            }
        }
        return suspects;
    }

    private void each(IntConsumer node) {
        tree.eachHeadBelow(holders, head -> {
            if (tree.retainedOf(head) < single && !isInfrastructure.test(head)) {
                node.accept(head);
            }
        });
    }

    private Suspect suspect(int classIndex, Sum sum) {
        List<Integer> largest =
                sum.largest.stream().sorted(sum.order.reversed()).toList();
        List<Suspect.Way> all = ways.ofAll(largest);
        boolean oneRoot = all.stream().map(Suspect.Way::root).distinct().count() == 1;
        List<Suspect.Way> told =
                all.size() == 1 ? List.of() : all.subList(0, Math.min(SuspectWays.MOST_TOLD, all.size()));
        return new Suspect(
                heap.classes().get(classIndex).name(),
                sum.objects,
                null,
                sum.bytes,
                tree.share(sum.bytes),
                oneRoot ? all.getFirst().root() : "several roots",
                oneRoot ? commonBeginning(all) : List.of(),
                null,
                List.of(),
                null,
                List.copyOf(told),
                all.size() == 1 ? 0 : all.size() - told.size(),
                null);
    }

    private static List<String> commonBeginning(List<Suspect.Way> ways) {
        List<String> common = ways.getFirst().path();
        for (Suspect.Way way : ways) {
            int same = 0;
            while (same < Math.min(common.size(), way.path().size())
                    && common.get(same).equals(way.path().get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        return List.copyOf(common);
    }
}
