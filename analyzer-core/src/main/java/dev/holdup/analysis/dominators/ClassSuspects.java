package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// Classes whose objects keep much alive together though none of them does alone, and though no object that could be
/// named dominates them: several fields keep each of them.
///
/// What keeps them is sought for all of them, or for those that keep the most if they are many; never for a sample.
final class ClassSuspects {
    /// Share of the reachable bytes from which on a class is listed: strings and the like are many in any heap.
    private static final double LISTED = 0.10;

    private static final long LEAST_BYTES = 1 << 20;
    /// Of how many objects of a class the ways are sought.
    private static final int MOST_LOOKED_AT = 200;

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

    List<Suspect> find() {
        Map<Integer, long[]> objectsAndBytesByClass = new HashMap<>();
        each(node -> {
            long[] sum = objectsAndBytesByClass.computeIfAbsent(tree.classOf(node), c -> new long[2]);
            sum[0]++;
            sum[1] += tree.retainedOf(node);
        });
        objectsAndBytesByClass.values().removeIf(sum -> sum[0] < 2 || sum[1] < least());
        Map<Integer, List<Integer>> nodesByClass = new TreeMap<>();
        if (!objectsAndBytesByClass.isEmpty()) {
            each(node -> {
                if (objectsAndBytesByClass.containsKey(tree.classOf(node))) {
                    nodesByClass
                            .computeIfAbsent(tree.classOf(node), c -> new ArrayList<>())
                            .add(node);
                }
            });
        }
        List<Suspect> suspects = new ArrayList<>();
        nodesByClass.forEach((classIndex, nodes) -> suspects.add(suspect(classIndex, nodes)));
        return suspects;
    }

    private void each(IntConsumer node) {
        tree.eachHeadBelow(holders, head -> {
            if (tree.retainedOf(head) < single && !isInfrastructure.test(head)) {
                node.accept(head);
            }
        });
    }

    private Suspect suspect(int classIndex, List<Integer> nodes) {
        long bytes = nodes.stream().mapToLong(tree::retainedOf).sum();
        List<Integer> largest = nodes.stream()
                .sorted(Comparator.comparingLong(tree::retainedOf).reversed().thenComparing(node -> node))
                .limit(MOST_LOOKED_AT)
                .toList();
        List<Suspect.Way> all = ways.ofAll(largest);
        boolean oneRoot = all.stream().map(Suspect.Way::root).distinct().count() == 1;
        List<Suspect.Way> told =
                all.size() == 1 ? List.of() : all.subList(0, Math.min(SuspectWays.MOST_TOLD, all.size()));
        return new Suspect(
                heap.classes().get(classIndex).name(),
                nodes.size(),
                null,
                bytes,
                tree.reachableBytes() == 0 ? 0 : (double) bytes / tree.reachableBytes(),
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
