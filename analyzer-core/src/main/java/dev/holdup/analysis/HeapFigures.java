package dev.holdup.analysis;

import dev.holdup.analysis.correlation.GroupNodes;
import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.RootHolders;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The heap's figures in the report: where the memory is, and the histogram.
final class HeapFigures {
    private static final int MOST_CLASSES = 500;
    private static final int MOST_UNREACHABLE = 50;

    private HeapFigures() {}

    static Memory memory(HeapGraph heap, RetainedFacts facts, StackGroups groups) {
        long total = heap.totals().bytes();
        long loaders = 1
                + java.util.stream.IntStream.range(0, heap.classes().size())
                        .mapToLong(i -> heap.classes().get(i).loaderId())
                        .filter(loader -> loader != 0)
                        .distinct()
                        .count();
        long classes = java.util.stream.IntStream.range(0, heap.classes().size())
                .filter(i -> heap.classes().get(i).classRecord() != null)
                .count();
        Memory.Layout layout = new Memory.Layout(
                heap.layout().headerBytes(),
                heap.layout().referenceBytes(),
                heap.layout().alignmentBytes(),
                heap.layout().source());
        return new Memory(
                total,
                facts.reachableBytes(),
                total - facts.reachableBytes(),
                heap.size(),
                classes,
                loaders,
                heap.gcRoots(),
                layout,
                holders(total, facts, groups),
                unreachable(heap, facts.classes()));
    }

    private static List<Memory.OfClass> unreachable(HeapGraph heap, ClassRetention reachable) {
        List<Memory.OfClass> rows = new ArrayList<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            long objects = heap.totals().objectsByClass()[i] - reachable.objectsByClass()[i];
            if (objects > 0) {
                rows.add(new Memory.OfClass(
                        heap.classes().get(i).name(),
                        objects,
                        heap.totals().bytesByClass()[i] - reachable.shallowByClass()[i]));
            }
        }
        rows.sort(Comparator.comparingLong(Memory.OfClass::bytes)
                .reversed()
                .thenComparing(Memory.OfClass::className)
                .thenComparingLong(Memory.OfClass::objects));
        return List.copyOf(rows.subList(0, Math.min(MOST_UNREACHABLE, rows.size())));
    }

    /// Parts that add up to the total, largest first; empty ones are left out.
    private static List<Memory.Holder> holders(long total, RetainedFacts facts, StackGroups groups) {
        RootHolders roots = facts.holders();
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (StackGroup group : groups.groups()) {
            bytes.merge(GroupNodes.holder(group), facts.retainedByGroup()[group.index()], Long::sum);
        }
        long inSubsystems = Arrays.stream(roots.bytesBySubsystem()).sum();
        long inGroups = Arrays.stream(facts.retainedByGroup()).sum();
        bytes.put("several groups of threads together", inSubsystems - inGroups + roots.severalThreads());
        bytes.put("static fields", roots.staticFields());
        bytes.put("JNI and JVM roots", roots.otherRoots());
        bytes.put("threads and other roots together", roots.shared());
        bytes.put("soft, weak and phantom references only", roots.weakOnly());
        bytes.put("unreachable", total - facts.reachableBytes());
        List<Memory.Holder> holders = new ArrayList<>();
        bytes.forEach((holder, held) -> {
            if (held != 0) {
                holders.add(new Memory.Holder(holder, held));
            }
        });
        holders.sort(Comparator.comparingLong(Memory.Holder::bytes).reversed().thenComparing(Memory.Holder::holder));
        return List.copyOf(holders);
    }

    /// Reachable objects by class, the class that retains the most first; classes of one name by several
    /// loaders are one row each.
    static List<HistogramRow> histogram(HeapGraph heap, ClassRetention retention, Detail detail) {
        List<HistogramRow> rows = new ArrayList<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            HeapClass heapClass = heap.classes().get(i);
            if (retention.objectsByClass()[i] > 0) {
                rows.add(new HistogramRow(
                        heapClass.name(),
                        retention.objectsByClass()[i],
                        retention.shallowByClass()[i],
                        retention.retainedByClass()[i]));
            }
        }
        rows.sort(Comparator.comparingLong(HistogramRow::retainedBytes)
                .reversed()
                .thenComparing(HistogramRow::className)
                .thenComparingLong(HistogramRow::objects));
        return List.copyOf(rows.subList(0, Math.min(detail.scaled(MOST_CLASSES), rows.size())));
    }
}
