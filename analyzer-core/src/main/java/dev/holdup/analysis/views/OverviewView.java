package dev.holdup.analysis.views;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapOverview.Reach;
import dev.holdup.analysis.findings.HeapOverview.Records;
import dev.holdup.analysis.findings.HeapOverview.Roots;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.heap.HeapCensus;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectGaps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The view `overview`: what the file holds.
public final class OverviewView {
    private OverviewView() {}

    /// @param finalizerBytes kept by the JDK's finalizer references alone, these included
    /// @param jvmVersion empty if the heap does not say
    public static HeapOverview of(
            HeapGraph heap,
            DominatorTree tree,
            Memory memory,
            long finalizerBytes,
            String jvmVersion,
            boolean showValues) {
        HeapDump dump = heap.dump();
        RuntimeSettings settings = new RuntimeSettings(heap, showValues);
        List<HeapOverview.Part> composition = Composition.of(heap);
        List<Reach> reach = reachability(tree, memory, finalizerBytes);
        HeapOverview.Gaps gaps = gaps(heap.gaps());
        return new HeapOverview(
                saying(composition, memory, gaps),
                dump.format(),
                dump.idBytes(),
                dump.fileBytes(),
                dump.capturedAt() == null ? null : String.valueOf(dump.capturedAt()),
                jvmVersion.isEmpty() ? null : jvmVersion,
                composition,
                roots(heap.census()),
                reach,
                gaps,
                records(dump, heap.census()),
                settings.properties(),
                settings.environment(),
                settings.arguments());
    }

    private static HeapOverview.Gaps gaps(ObjectGaps found) {
        return new HeapOverview.Gaps(
                found.holes(), found.holeBytes(), found.largestHole(), found.largeGaps(), found.spanBytes());
    }

    private static List<Roots> roots(HeapCensus census) {
        return census.rootsByKind().entrySet().stream()
                .map(kind -> new Roots(kind.getKey().label(), kind.getValue()))
                .sorted(Comparator.comparingLong(Roots::records).reversed().thenComparing(Roots::kind))
                .toList();
    }

    private static List<Reach> reachability(DominatorTree tree, Memory memory, long finalizerBytes) {
        List<Reach> reach = new ArrayList<>();
        reach.add(new Reach("strongly", memory.reachableBytes() - tree.weaklyReachableBytes() - finalizerBytes));
        reach.add(new Reach("by finalizers only", finalizerBytes));
        reach.add(new Reach("softly", tree.softlyReachableBytes()));
        reach.add(new Reach("weakly", tree.onlyWeaklyReachableBytes()));
        reach.add(new Reach("by phantom references", tree.phantomReachableBytes()));
        reach.add(new Reach("not at all", memory.unreachableBytes()));
        return List.copyOf(reach);
    }

    /// The records of the file, and those within the heap records, of which what is left are roots and classes.
    private static List<Records> records(HeapDump dump, HeapCensus census) {
        List<Records> records = new ArrayList<>();
        dump.recordCounts().forEach(kind -> records.add(new Records(kind.record(), kind.count(), kind.bytes())));
        records.add(records("INSTANCE DUMP", census.instances()));
        records.add(records("OBJECT ARRAY DUMP", census.objectArrays()));
        records.add(records("PRIMITIVE ARRAY DUMP", census.primitiveArrays()));
        long all = dump.regions().stream().mapToLong(HeapRegion::bytes).sum();
        long rest = all
                - census.instances().bytes()
                - census.objectArrays().bytes()
                - census.primitiveArrays().bytes();
        long roots = census.rootsByKind().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        records.add(new Records("CLASS DUMP", census.classDumps(), null));
        records.add(new Records("ROOT …", roots, null));
        records.add(new Records("CLASS DUMP and ROOT …", census.classDumps() + roots, Math.max(0, rest)));
        return List.copyOf(records);
    }

    private static Records records(String name, HeapCensus.Records records) {
        return new Records(name, records.count(), records.bytes());
    }

    private static String saying(List<HeapOverview.Part> composition, Memory memory, HeapOverview.Gaps gaps) {
        HeapOverview.Part largest = composition.stream()
                .max(Comparator.comparingLong(HeapOverview.Part::bytes))
                .orElseThrow();
        String holds = "Of " + ByteFormat.bytes(memory.totalBytes()) + " in the heap, "
                + ByteFormat.bytes(largest.bytes()) + " are " + largest.kind() + " and "
                + ByteFormat.bytes(memory.unreachableBytes()) + " are unreachable";
        // Few bytes between objects are padding and what sizes do not tell.
        return gaps.holeBytes() * 20 < gaps.spanBytes()
                ? holds + "."
                : holds + "; holes of " + ByteFormat.bytes(gaps.holeBytes()) + " lie among the objects.";
    }
}
