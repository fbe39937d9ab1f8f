package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Objects that keep much alive, named by the field that keeps them.
///
/// From each large node the search goes down the dominator tree while one child keeps most of it: where it ends
/// is the accumulation point. The suspect is the topmost object on the way that keeps little more than that
/// point, below any class object or loader.
final class Suspects {
    /// Share of the reachable bytes from which on an object is listed.
    private static final double LISTED = 0.05;
    /// The same for all objects of a class that several roots reach: strings and the like are many in any heap.
    private static final double LISTED_CLASS = 0.10;

    private static final long LEAST_CLASS_BYTES = 1 << 20;
    /// A child that keeps less than this of its parent ends the way down.
    private static final double ACCUMULATION = 0.7;
    /// A dominator that keeps more than this many times the accumulation point holds other things too.
    private static final double LITTLE_MORE = 1.25;

    private static final int MOST = 10;
    private static final int LONGEST_PATH = 40;

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final LargeNodes large;
    private final ReferencePath paths;
    private final Map<Integer, GcRootKind> rootKindByObject = new HashMap<>();
    private final Map<Integer, Integer> pointByTop = new HashMap<>();
    /// Object indexes, ascending.
    private final int[] loaderTables;
    private final long threshold;

    Suspects(DominatorTree tree) {
        this.tree = tree;
        this.heap = tree.heap();
        this.paths = new ReferencePath(tree);
        heap.plainRoots().forEach(root -> rootKindByObject.put(root.objectIndex(), root.kind()));
        this.threshold = Math.max(1, (long) (LISTED * tree.reachableBytes()));
        this.large = new LargeNodes(tree, threshold);
        this.loaderTables = LoaderTables.of(heap);
        Set<Integer> points = new HashSet<>();
        collect(tree.virtual().root(), points);
        for (int point : points) {
            pointByTop.merge(topOf(point), point, (a, b) -> tree.retainedOf(a) >= tree.retainedOf(b) ? a : b);
        }
    }

    /// The single objects, the one that retains the most first, at most ten.
    List<Integer> tops() {
        return pointByTop.keySet().stream()
                .sorted(Comparator.comparingLong(tree::retainedOf).reversed().thenComparing(top -> top))
                .limit(MOST)
                .toList();
    }

    /// Largest first, at most ten.
    ///
    /// @param classes with the content of all [#tops]
    List<Suspect> told(ClassRetention classes) {
        List<Suspect> suspects = new ArrayList<>();
        for (int top : tops()) {
            suspects.add(suspect(
                    top,
                    pointByTop.getOrDefault(top, top),
                    classes.contentByTop().get(top)));
        }
        suspects.addAll(classSuspects());
        suspects.sort(Comparator.comparingLong(Suspect::retainedBytes)
                .reversed()
                .thenComparing(Suspect::className)
                .thenComparing(suspect -> String.valueOf(suspect.address())));
        return List.copyOf(suspects.subList(0, Math.min(MOST, suspects.size())));
    }

    /// Adds the accumulation points of all large objects below a node; threads and what they alone keep are
    /// left to the groups.
    private void collect(int top, Set<Integer> points) {
        IntStack todo = new IntStack();
        todo.push(top);
        while (!todo.isEmpty()) {
            int node = todo.pop();
            boolean concentrated = false;
            for (int child : large.below(node)) {
                if (child != tree.virtual().allThreads()) {
                    todo.push(child);
                    concentrated |= tree.retainedOf(child) >= ACCUMULATION * tree.retainedOf(node);
                }
            }
            if (!concentrated && tree.objectOf(node) >= 0 && !isInfrastructure(node)) {
                points.add(node);
            }
        }
    }

    private int topOf(int point) {
        int top = point;
        int above = tree.dominatorOf(point);
        while (above != tree.virtual().root()
                && tree.objectOf(above) >= 0
                && !isInfrastructure(above)
                && tree.retainedOf(above) <= LITTLE_MORE * tree.retainedOf(point)) {
            top = above;
            above = tree.dominatorOf(above);
        }
        return top;
    }

    /// Class objects, loaders and the lists of their classes hold everything of an application: never the culprit by
    /// themselves.
    private boolean isInfrastructure(int node) {
        return paths.classObject(node) != null
                || Arrays.binarySearch(loaderTables, tree.objectOf(node)) >= 0
                || heap.classes().get(tree.classOf(node)).isA("java.lang.ClassLoader");
    }

    private Suspect suspect(int top, int point, ClassRetention.@Nullable Content content) {
        List<String> steps = new ArrayList<>();
        String root = pathTo(top, steps);
        steps.addAll(steps(paths.between(top, point)));
        HeapClass itsClass = heap.classes().get(tree.classOf(top));
        return new Suspect(
                itsClass.name(),
                1,
                "0x" + Long.toHexString(heap.objects().addressOf(tree.objectOf(top))),
                tree.retainedOf(top),
                share(tree.retainedOf(top)),
                root,
                List.copyOf(steps.subList(0, Math.min(LONGEST_PATH, steps.size()))),
                top == point ? null : heap.classes().get(tree.classOf(point)).name(),
                content == null ? List.of() : content.largest(heap));
    }

    /// Fills in the fields that lead to the object, from the nearest class object above it, and says what the
    /// root is.
    private String pathTo(int top, List<String> steps) {
        List<Integer> chain = new ArrayList<>();
        int start = tree.dominatorOf(top);
        while (start != tree.virtual().root() && paths.classObject(start) == null && tree.objectOf(start) >= 0) {
            start = tree.dominatorOf(start);
        }
        chain.addAll(paths.between(start, top));
        // Reached from several roots: the path begins at the last class object on it, whose static field is the holder.
        int begin = 0;
        for (int i = 0; i < chain.size() - 1; i++) {
            if (paths.classObject(chain.get(i)) != null) {
                begin = i;
            }
        }
        while (begin < chain.size() - 1 && tree.objectOf(chain.get(begin)) < 0) {
            begin++;
        }
        List<Integer> shown = chain.subList(Math.min(begin, chain.size()), chain.size());
        steps.addAll(steps(shown));
        if (shown.isEmpty()) {
            return "unknown";
        }
        HeapClass holder = paths.classObject(shown.getFirst());
        if (holder != null) {
            return "static field of " + holder.name();
        }
        GcRootKind kind = rootKindByObject.get(tree.objectOf(shown.getFirst()));
        return kind == null ? "local variable of a thread" : kind.label();
    }

    private List<String> steps(List<Integer> nodes) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i + 1 < nodes.size(); i++) {
            steps.add(paths.step(nodes.get(i), nodes.get(i + 1)));
        }
        return steps;
    }

    /// Classes whose objects, each dominated by a root alone, keep much alive together.
    private List<Suspect> classSuspects() {
        Map<Integer, long[]> objectsAndBytesByClass = new HashMap<>();
        tree.eachBelowRoot(child -> {
            if (tree.retainedOf(child) < threshold && !isInfrastructure(child)) {
                long[] sum = objectsAndBytesByClass.computeIfAbsent(tree.classOf(child), c -> new long[2]);
                sum[0]++;
                sum[1] += tree.retainedOf(child);
            }
        });
        List<Suspect> suspects = new ArrayList<>();
        objectsAndBytesByClass.forEach((classIndex, sum) -> {
            if (sum[1] >= Math.max(LISTED_CLASS * tree.reachableBytes(), LEAST_CLASS_BYTES) && sum[0] > 1) {
                suspects.add(new Suspect(
                        heap.classes().get(classIndex).name(),
                        sum[0],
                        null,
                        sum[1],
                        share(sum[1]),
                        "several roots",
                        List.of(),
                        null,
                        List.of()));
            }
        });
        return suspects;
    }

    private double share(long bytes) {
        return tree.reachableBytes() == 0 ? 0 : (double) bytes / tree.reachableBytes();
    }
}
