package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents.LoaderFamily;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Several instances of one application, of which all but one should be gone.
///
/// Which of them is the present one the heap does not say, so the one that keeps the most is left out of what the
/// others cost. A verdict only if that is much: plug-ins may be meant to be there several times.
final class LoaderLeaks {
    private static final int FEWEST_LOADERS = 3;
    private static final int FEWEST_CLASSES = 5;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Subsystem CLASS_LOADING = new Subsystem("class-loading", "Class loading", "class-loading");

    /// How things outlive their application, the most telling first.
    private static final List<String> TELLING = List.of(
            "a thread-local of ",
            "a shutdown hook",
            "a JDBC driver",
            "an MBean",
            "a timer",
            "thread ",
            "a local variable");

    private LoaderLeaks() {}

    static List<LoaderFamily> large(MemoryFacts memory) {
        return memory.contents().loaders().stream()
                .filter(family -> new Kept(family.surplusBytes(), memory).isMuch())
                .toList();
    }

    static List<Explanation> find(Incident incident) {
        MemoryFacts memory = incident.memory();
        return memory == null
                ? List.of()
                : large(memory).stream().map(family -> explain(family, memory)).toList();
    }

    /// Those that are no verdict.
    static List<Finding> findings(Incident incident) {
        MemoryFacts memory = incident.memory();
        List<Finding> findings = new ArrayList<>();
        if (memory == null) {
            return findings;
        }
        List<LoaderFamily> large = large(memory);
        for (LoaderFamily family : memory.contents().loaders()) {
            Contents.DuplicateLoaders loaders = family.loaders();
            boolean many = loaders.count() >= FEWEST_LOADERS && loaders.classes() >= FEWEST_CLASSES;
            if (!large.contains(family)) {
                findings.add(new Finding(
                        "duplicate-loaders",
                        many ? "medium" : "info",
                        summary(loaders) + "; most are kept by " + keptBy(loaders) + ".",
                        List.of(new Evidence(
                                "Together they keep " + Words.bytes(loaders.retainedBytes()) + " alive.",
                                new Source(memory.input(), null, null)))));
            }
        }
        return findings;
    }

    private static String summary(Contents.DuplicateLoaders loaders) {
        return loaders.count() + " instances of " + loaders.loaderClass() + " loaded the same "
                + (loaders.classes() == 1 ? "class" : loaders.classes() + " classes") + ", such as "
                + loaders.examples().getFirst();
    }

    private static Explanation explain(LoaderFamily family, MemoryFacts memory) {
        Contents.DuplicateLoaders loaders = family.loaders();
        Kept kept = new Kept(family.surplusBytes(), memory);
        Source heap = new Source(memory.input(), null, null);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                summary(loaders) + "; together they keep " + Words.bytes(loaders.retainedBytes()) + " alive.", heap));
        loaders.loaders().stream()
                .limit(5)
                .forEach(loader -> evidence.add(new Evidence(
                        "The one at " + loader.address() + " keeps " + Words.bytes(loader.retainedBytes())
                                + " and is kept by " + loader.keptBy()
                                + (loader.path().isEmpty() ? "" : ": " + String.join(" → ", loader.path())) + ".",
                        heap)));
        return new Explanation(
                kept.share(),
                "class-loader-leak",
                summary(loaders) + "; most are kept by " + keptBy(loaders) + ", and all but one keep " + kept.words()
                        + " of the reachable memory alive.",
                kept.confidence(),
                kept.because("the instances beyond the first", false),
                CLASS_LOADING,
                "leak",
                null,
                0,
                kept.bytes(),
                kept.share(),
                null,
                null,
                List.of(
                        "An application that is stopped or deployed anew leaves its class loader behind if anything outside still"
                                + " refers to one of its objects; with the loader stay all its classes and their static fields.",
                        "Which of them is the one in use the heap does not say; the one that keeps the most is not counted."),
                evidence,
                List.of(new Remedy(remedy(keptBy(loaders)), null, null, null)));
    }

    /// The most frequent reason, by its words without numbers; the most telling one of equals.
    static String keptBy(Contents.DuplicateLoaders loaders) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        loaders.loaders()
                .forEach(loader -> byKind.computeIfAbsent(
                                DIGITS.matcher(loader.keptBy()).replaceAll("#"), kind -> new ArrayList<>())
                        .add(loader.keptBy()));
        return byKind.values().stream()
                .sorted(Comparator.comparingInt((List<String> reasons) -> -reasons.size())
                        .thenComparingInt(reasons -> telling(reasons.getFirst())))
                .map(List::getFirst)
                .findFirst()
                .orElse("nothing known");
    }

    private static int telling(String reason) {
        for (int i = 0; i < TELLING.size(); i++) {
            if (reason.startsWith(TELLING.get(i))) {
                return i;
            }
        }
        return TELLING.size();
    }

    private static String remedy(String keptBy) {
        return switch (telling(keptBy)) {
            case 0 -> "Remove the thread-local when the application stops, or better when the work that set it ends.";
            case 1 -> "Remove the shutdown hook when the application stops (Runtime.removeShutdownHook).";
            case 2 -> "Deregister the driver when the application stops (DriverManager.deregisterDriver).";
            case 3 -> "Unregister the MBean when the application stops (MBeanServer.unregisterMBean).";
            case 4 -> "Cancel the timer when the application stops.";
            case 5, 6 -> "End the thread when the application stops, or start it with the container's class loader.";
            default -> "Remove what is registered there when the application stops.";
        };
    }
}
