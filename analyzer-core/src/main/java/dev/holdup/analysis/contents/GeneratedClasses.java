package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.HeapClassLoading.Generated;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Counts the classes that a program made while it ran, by what made them.
final class GeneratedClasses {
    /// What differs between classes made for the same thing: addresses, hashes and numbers at the end.
    private static final Pattern COUNTED =
            Pattern.compile("[/+]0x[0-9a-f]+$|\\$\\$?[0-9a-f]{6,16}(?=$|\\$)|\\d+(?=$|\\$|_)");

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final long[] objectsByClass;

    private static final class Sum {
        private final String hint;
        private long classes;
        private long objects;
        private long bytes;
        private final Set<Long> loaders = new HashSet<>();
        private final Map<String, Long> classesByBase = new TreeMap<>();

        Sum(String hint) {
            this.hint = hint;
        }
    }

    /// @param objectsByClass reachable ones, by class index
    GeneratedClasses(HeapGraph heap, DominatorTree tree, long[] objectsByClass) {
        this.heap = heap;
        this.tree = tree;
        this.objectsByClass = objectsByClass;
    }

    /// Most classes first.
    List<Generated> find() {
        Map<String, Sum> sums = new TreeMap<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (heapClass.isArray() || heapClass.classRecord() == null || heapClass.objectIndex() < 0) {
                continue;
            }
            int loader = heapClass.loaderId() == 0 ? -1 : heap.objects().indexOf(heapClass.loaderId());
            GeneratedOrigin origin = GeneratedOrigin.of(
                    heapClass, loader < 0 ? null : heap.classOf(loader).name());
            if (origin != null) {
                Sum sum = sums.computeIfAbsent(origin.origin(), fresh -> new Sum(origin.hint()));
                sum.classes++;
                sum.objects += objectsByClass[c];
                sum.bytes += tree.retainedBytes(heapClass.objectIndex());
                sum.loaders.add(heapClass.loaderId());
                sum.classesByBase.merge(base(heapClass.name()), 1L, Long::sum);
            }
        }
        List<Generated> found = new ArrayList<>();
        sums.forEach((origin, sum) -> {
            Map.Entry<String, Long> most = sum.classesByBase.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(
                                    Map.Entry.<String, Long>comparingByKey().reversed()))
                    .orElseThrow();
            found.add(new Generated(
                    origin,
                    sum.classes,
                    sum.loaders.size(),
                    sum.objects,
                    sum.bytes,
                    most.getKey(),
                    most.getValue(),
                    sum.hint));
        });
        found.sort(Comparator.comparingLong(Generated::classes).reversed().thenComparing(Generated::origin));
        return List.copyOf(found);
    }

    static boolean isGenerated(HeapClass heapClass) {
        return GeneratedOrigin.of(heapClass, null) != null;
    }

    static String base(String className) {
        String base = className;
        for (String before = ""; !before.equals(base); ) {
            before = base;
            base = COUNTED.matcher(base).replaceAll("");
        }
        return base;
    }
}
