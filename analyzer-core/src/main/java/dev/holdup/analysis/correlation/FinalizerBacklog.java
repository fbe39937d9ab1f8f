package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.Unit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Objects that wait to be finalized, with all that they refer to: one thread runs all finalizers.
final class FinalizerBacklog {
    private static final long MANY = 10_000;
    private static final double SOME_SHARE = 0.05;
    /// Steps of a suspect's path that lead over the finalizers.
    static final String FIELDS = "java.lang.ref.Finalizer.";

    private static final Subsystem FINALIZER = new Subsystem("gc.finalizer", "Finalizer", "gc");

    private FinalizerBacklog() {}

    static boolean isLarge(MemoryFacts memory) {
        Contents.Finalizers finalizers = memory.contents().finalizers();
        return finalizers != null && new Kept(finalizers.retainedBytes(), memory).isMuch();
    }

    static List<Explanation> find(Incident incident, RankedGroups ranked) {
        MemoryFacts memory = incident.memory();
        Contents.Finalizers finalizers =
                memory == null ? null : memory.contents().finalizers();
        if (memory == null || finalizers == null || !isLarge(memory)) {
            return List.of();
        }
        Kept kept = new Kept(finalizers.retainedBytes(), memory);
        Unit thread = finalizer(incident).orElse(null);
        return List.of(new Explanation(
                kept.share(),
                "queue-backlog",
                text(finalizers, thread, incident) + "; what they keep is " + kept.words()
                        + " of the reachable memory.",
                kept.confidence(),
                kept.because("what waits to be finalized", false),
                FINALIZER,
                "backlog",
                thread == null ? null : incident.groups().groupOf(thread).blockedFrame(),
                thread == null ? 0 : 1,
                kept.bytes(),
                kept.share(),
                thread == null ? null : ranked.rank(incident.groups().groupOf(thread)),
                null,
                List.of(
                        "One thread runs all finalizers, one after the other; an object and all that it refers to stay until its"
                                + " turn, and until the collection after that.",
                        finalizers.all() + " objects in the heap have a finalizer that has not run."),
                List.of(new Evidence(text(finalizers, thread, incident) + ".", new Source(memory.input(), null, null))),
                List.of(
                        new Remedy(
                                "Close such objects explicitly (try-with-resources), and replace finalize() by a Cleaner.",
                                null,
                                null,
                                "https://openjdk.org/jeps/421"),
                        new Remedy("Keep finalizers from waiting for anything.", null, null, null))));
    }

    static List<Finding> findings(Incident incident) {
        MemoryFacts memory = incident.memory();
        Contents.Finalizers finalizers =
                memory == null ? null : memory.contents().finalizers();
        if (memory == null
                || finalizers == null
                || isLarge(memory)
                || (finalizers.waiting() < MANY && memory.share(finalizers.retainedBytes()) < SOME_SHARE)) {
            return List.of();
        }
        return List.of(new Finding(
                "finalizer-backlog",
                "medium",
                text(finalizers, finalizer(incident).orElse(null), incident) + ", and keep "
                        + Words.bytes(finalizers.retainedBytes()) + " alive.",
                List.of(new Evidence("References that are enqueued.", new Source(memory.input(), null, null)))));
    }

    private static String text(Contents.Finalizers finalizers, @Nullable Unit thread, Incident incident) {
        return finalizers.waiting() + " objects wait to be finalized, most of them "
                + finalizers.byClass().getFirst().className()
                + (thread == null ? "" : ", while the thread Finalizer is " + OwnerWords.doing(thread, incident));
    }

    private static Optional<Unit> finalizer(Incident incident) {
        return incident.units().stream()
                .filter(unit -> unit.name().equals("Finalizer"))
                .findFirst();
    }
}
