package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the heap's contents say that is worth knowing whatever the verdict.
final class ContentFindings {
    private static final long MANY_ELEMENTS = 1_000;
    private static final double SOME_SHARE = 0.05;
    private static final long SOME_BYTES = 1L << 20;
    private static final double NEARLY_ALL = 0.9;

    private ContentFindings() {}

    static List<Finding> of(Incident incident) {
        MemoryFacts memory = incident.memory();
        List<Finding> findings = new ArrayList<>();
        if (memory == null) {
            return findings;
        }
        Source heap = new Source(memory.input(), null, null);
        var told = QueueBacklogs.large(memory);
        memory.contents().queues().stream()
                .filter(queue -> !told.contains(queue))
                .map(queue -> queue.queue())
                .filter(queue -> queue.size() >= MANY_ELEMENTS
                        && (queue.retainedBytes() >= SOME_BYTES || memory.share(queue.retainedBytes()) >= SOME_SHARE))
                .forEach(queue -> findings.add(new Finding(
                        "long-queue",
                        "medium",
                        QueueWords.elements(queue) + " are in a " + QueueWords.simple(queue.className())
                                + (queue.path().isEmpty()
                                        ? ""
                                        : " held by " + queue.path().getFirst())
                                + "; they keep " + Words.bytes(queue.retainedBytes()) + " alive.",
                        List.of(new Evidence("The queue at " + queue.address() + ".", heap)))));
        findings.addAll(LoaderLeaks.findings(incident));
        findings.addAll(FinalizerBacklog.findings(incident));
        for (Contents.OffHeap owner : memory.contents().offHeap()) {
            Long bytes = owner.bytes();
            Long limit = owner.limitBytes();
            if (bytes != null && limit != null && limit > 0 && bytes >= NEARLY_ALL * limit) {
                findings.add(new Finding(
                        "direct-memory-full",
                        "high",
                        owner.text(),
                        List.of(new Evidence("By the objects that own the memory.", heap))));
            }
        }
        findings.addAll(waste(memory, heap));
        return findings;
    }

    /// One finding a kind, if it is much together.
    private static List<Finding> waste(MemoryFacts memory, Source heap) {
        Map<String, List<Contents.Waste>> byKind = new LinkedHashMap<>();
        memory.contents()
                .waste()
                .forEach(row -> byKind.computeIfAbsent(row.kind(), kind -> new ArrayList<>())
                        .add(row));
        List<Finding> findings = new ArrayList<>();
        byKind.forEach((kind, rows) -> {
            long bytes = rows.stream().mapToLong(Contents.Waste::bytes).sum();
            long objects = rows.stream().mapToLong(Contents.Waste::objects).sum();
            if (bytes >= SOME_BYTES && memory.share(bytes) >= SOME_SHARE) {
                Contents.Waste largest = rows.getFirst();
                findings.add(new Finding(
                        kind,
                        "low",
                        Words.bytes(bytes) + " (" + Words.percent(memory.share(bytes))
                                + ") of the reachable memory are "
                                + kind.replace('-', ' ') + ": " + objects + " objects"
                                + (rows.size() == 1 ? "" : ", most of it " + largest.className()) + ".",
                        List.of(new Evidence(
                                largest.objects() + " × " + largest.className() + ", " + Words.bytes(largest.bytes())
                                        + ": " + largest.text() + ".",
                                heap))));
            }
        });
        return findings;
    }
}
