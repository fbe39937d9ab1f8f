package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Objects outside the threads that keep much of the memory alive.
///
/// Much: a fifth of what is reachable, and eight megabytes: in a small heap the JVM's own tables are a fifth. A
/// class loader keeps its classes, that is its task; it counts from half of the memory on.
final class LargeHolders {
    static final Subsystem APPLICATION_DATA = new Subsystem("application-data", "Application data", "application-data");

    private LargeHolders() {}

    /// @param told addresses of suspects that another explanation tells of
    static List<Explanation> find(Incident incident, Set<String> told) {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        List<Suspect> lesser = new ArrayList<>();
        for (Suspect suspect : memory.suspects()) {
            if ((suspect.address() != null && told.contains(suspect.address())) || isOfMissingThread(suspect, memory)) {
                continue;
            }
            if (isLarge(suspect, memory)) {
                found.add(explain(suspect, memory));
            } else if (suspect.address() != null && !suspect.className().endsWith("ClassLoader")) {
                lesser.add(suspect);
            }
        }
        found.addAll(MergedHolders.find(lesser, memory));
        return found;
    }

    /// A local variable stands for itself only if the object of its thread is not there.
    private static boolean isOfMissingThread(Suspect suspect, MemoryFacts memory) {
        return !memory.allThreads()
                && (suspect.root().equals(GcRootKind.JAVA_FRAME.label())
                        || suspect.root().equals(GcRootKind.JNI_LOCAL.label()));
    }

    private static boolean isLarge(Suspect suspect, MemoryFacts memory) {
        Kept kept = new Kept(suspect.retainedBytes(), memory);
        return kept.isMost() || (kept.isMuch() && !suspect.className().endsWith("ClassLoader"));
    }

    private static Explanation explain(Suspect suspect, MemoryFacts memory) {
        String held =
                suspect.path().isEmpty() ? "" : ", held by " + suspect.path().getFirst() + ",";
        String what = suspect.objects() == 1
                ? "One " + suspect.className()
                : "The " + suspect.objects() + " instances of " + suspect.className() + " together";
        String verb = suspect.objects() == 1 ? " keeps " : " keep ";
        Kept kept = new Kept(suspect.retainedBytes(), memory);
        Source source = new Source(memory.input(), null, null);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(what + verb + kept.words() + " alive.", source));
        if (!suspect.path().isEmpty()) {
            evidence.add(new Evidence(
                    "It is reached from a GC root (" + suspect.root() + ") over " + String.join(" → ", suspect.path())
                            + ".",
                    source));
        }
        if (!suspect.content().isEmpty()) {
            Suspect.Content largest = suspect.content().getFirst();
            String ofApplication = suspect.content().stream()
                    .filter(content -> content != largest && !isOfJdk(content.className()))
                    .findFirst()
                    .map(content -> "; among it " + content.objects() + " × " + content.className())
                    .orElse("");
            evidence.add(new Evidence(
                    "Most of it is " + largest.objects() + " × " + largest.className() + ", "
                            + Words.bytes(largest.bytes()) + ofApplication + ".",
                    source));
        }
        return new Explanation(
                suspect.retainedShare(),
                "retained-by-object",
                what + held + verb + kept.words() + " of the reachable memory alive; no thread pins it.",
                kept.confidence(),
                kept.because("it", true),
                APPLICATION_DATA,
                "leak",
                null,
                0,
                suspect.retainedBytes(),
                suspect.retainedShare(),
                null,
                null,
                sentences(suspect, memory),
                evidence,
                List.of(new Remedy(
                        "Bound it - a limit on entries, an expiry, or removing entries when their owner goes.",
                        null,
                        null,
                        null)));
    }

    /// Or an array, which belongs to something.
    private static boolean isOfJdk(String className) {
        return className.endsWith("[]") || className.startsWith("java.") || className.startsWith("jdk.");
    }

    private static List<String> sentences(Suspect suspect, MemoryFacts memory) {
        List<String> sentences = new ArrayList<>();
        sentences.add("This memory is kept by data, not by threads that are stuck.");
        for (Contents.Collecting collection : memory.contents().collections()) {
            if (!collection.suspect().equals(suspect.address())) {
                continue;
            }
            sentences.add("It holds " + collection.entries()
                    + (collection.entries() == 1 ? " entry" : " entries")
                    + (collection.limit() != null
                            ? " of at most " + collection.limit() + "."
                            : collection.bounded()
                                    ? "; its class can bound it, but by how much the heap does not say."
                                    : "; nothing in a " + QueueWords.simple(collection.className())
                                            + " bounds it, and no cache that does stands around it."));
        }
        sentences.add(
                "Whether it is a leak or a cache of the wanted size only a second heap dump or its owner can tell.");
        return sentences;
    }
}
