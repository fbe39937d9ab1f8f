package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import java.util.ArrayList;
import java.util.List;

/// Objects outside the threads that keep much of the memory alive.
///
/// Much: a fifth of what is reachable, and eight megabytes: in a small heap the JVM's own tables are a fifth. A
/// class loader keeps its classes, that is its task; it counts from half of the memory on.
final class LargeHolders {
    private static final double SMALLEST_SHARE = 0.20;
    private static final long SMALLEST_BYTES = 8L << 20;
    private static final long SMALLEST_BYTES_OF_MOST = 1L << 20;
    /// From this share on the rest of the heap is a side issue.
    private static final double MOST = 0.5;

    private static final Subsystem APPLICATION_DATA =
            new Subsystem("application-data", "Application data", "application-data");

    private LargeHolders() {}

    static List<Explanation> find(Incident incident) {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        for (Suspect suspect : memory.suspects()) {
            if (isLarge(suspect, memory)) {
                found.add(explain(suspect, memory));
            }
        }
        return found;
    }

    /// Whether the rest of the heap is a side issue beside these bytes.
    static boolean isMost(long bytes, MemoryFacts memory) {
        return memory.share(bytes) >= MOST && bytes >= SMALLEST_BYTES_OF_MOST;
    }

    /// Whether these bytes stand out in this heap.
    static boolean isMuch(long bytes, MemoryFacts memory) {
        return isMost(bytes, memory) || memory.share(bytes) >= SMALLEST_SHARE && bytes >= SMALLEST_BYTES;
    }

    private static boolean isLarge(Suspect suspect, MemoryFacts memory) {
        return isMost(suspect.retainedBytes(), memory)
                || isMuch(suspect.retainedBytes(), memory)
                        && !suspect.className().endsWith("ClassLoader");
    }

    private static Explanation explain(Suspect suspect, MemoryFacts memory) {
        String held =
                suspect.path().isEmpty() ? "" : ", held by " + suspect.path().getFirst() + ",";
        String what = suspect.objects() == 1
                ? "One " + suspect.className()
                : "The " + suspect.objects() + " instances of " + suspect.className() + " together";
        String verb = suspect.objects() == 1 ? " keeps " : " keep ";
        String kept = Words.bytes(suspect.retainedBytes()) + " (" + Words.percent(suspect.retainedShare()) + ")";
        boolean most = suspect.retainedShare() >= MOST;
        Source source = new Source(memory.input(), null, null);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(what + verb + kept + " alive.", source));
        if (!suspect.path().isEmpty()) {
            evidence.add(new Evidence(
                    "It is reached from a GC root (" + suspect.root() + ") over " + String.join(" → ", suspect.path())
                            + ".",
                    source));
        }
        if (!suspect.content().isEmpty()) {
            Suspect.Content largest = suspect.content().getFirst();
            evidence.add(new Evidence(
                    "Most of it is " + largest.objects() + " × " + largest.className() + ", "
                            + Words.bytes(largest.bytes()) + ".",
                    source));
        }
        return new Explanation(
                suspect.retainedShare(),
                "retained-by-object",
                what + held + verb + kept + " of the reachable memory alive; no thread pins it.",
                most && memory.complete() ? Confidence.HIGH : Confidence.MEDIUM,
                !memory.complete()
                        ? "The heap dump was not read whole, so others may hold this memory as well."
                        : most
                                ? "More than half of the reachable memory hangs on it alone."
                                : "It keeps much alive, but less than half of the reachable memory.",
                APPLICATION_DATA,
                "leak",
                null,
                0,
                suspect.retainedBytes(),
                suspect.retainedShare(),
                null,
                null,
                List.of(
                        "This memory is kept by data, not by threads that are stuck.",
                        "Whether it is a leak or a cache of the wanted size only a second heap dump or its owner can tell."),
                evidence,
                List.of(new Remedy(
                        "Bound it - a limit on entries, an expiry, or removing entries when their owner goes.",
                        null,
                        null,
                        null)));
    }
}
