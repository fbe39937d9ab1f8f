package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Objects none of which keeps much alive, but that do together because they are of one kind: of one class of the
/// application, or held by one field. Large objects that have nothing in common are no culprit.
final class MergedHolders {
    private static final int MOST_NAMED = 3;

    private MergedHolders() {}

    /// @param lesser single objects that are no explanation by themselves
    static List<Explanation> find(List<Suspect> lesser, MemoryFacts memory) {
        Map<String, List<Suspect>> byClass = new LinkedHashMap<>();
        Map<String, List<Suspect>> byHolder = new LinkedHashMap<>();
        for (Suspect suspect : lesser) {
            if (!suspect.className().startsWith("java.") && !suspect.className().endsWith("[]")) {
                byClass.computeIfAbsent(suspect.className(), name -> new ArrayList<>())
                        .add(suspect);
            } else if (!suspect.path().isEmpty()) {
                byHolder.computeIfAbsent(suspect.path().getFirst(), field -> new ArrayList<>())
                        .add(suspect);
            }
        }
        List<Explanation> found = new ArrayList<>();
        byClass.forEach((className, suspects) -> {
            if (suspects.size() > 1 && sum(suspects, memory).isMuch()) {
                found.add(explain(suspects.size() + " objects of " + className, suspects, memory));
            }
        });
        byHolder.forEach((field, suspects) -> {
            if (suspects.size() > 1 && sum(suspects, memory).isMuch()) {
                found.add(explain(suspects.size() + " objects", suspects, memory));
            }
        });
        return found;
    }

    private static Kept sum(List<Suspect> suspects, MemoryFacts memory) {
        return new Kept(suspects.stream().mapToLong(Suspect::retainedBytes).sum(), memory);
    }

    private static Explanation explain(String what, List<Suspect> suspects, MemoryFacts memory) {
        Kept kept = sum(suspects, memory);
        Source source = new Source(memory.input(), null, null);
        List<String> holders = suspects.stream()
                .map(suspect -> suspect.path().isEmpty()
                        ? suspect.className()
                        : suspect.path().getFirst())
                .distinct()
                .toList();
        String named = Words.list(holders.subList(0, Math.min(MOST_NAMED, holders.size())));
        List<Evidence> evidence = new ArrayList<>();
        for (Suspect suspect : suspects) {
            evidence.add(new Evidence(
                    "One " + suspect.className() + " keeps " + Words.bytes(suspect.retainedBytes()) + " alive"
                            + (suspect.path().isEmpty()
                                    ? "."
                                    : "; it is reached over " + String.join(" → ", suspect.path()) + "."),
                    source));
        }
        return new Explanation(
                kept.share(),
                "retained-by-object",
                what + ", held by " + named + (holders.size() > MOST_NAMED ? " and others" : "") + ", together keep "
                        + kept.words() + " of the reachable memory alive; none of them alone keeps much.",
                Confidence.MEDIUM,
                "The memory is spread over several objects, each of which may be as large as it is meant to be.",
                LargeHolders.APPLICATION_DATA,
                "leak",
                null,
                0,
                kept.bytes(),
                kept.share(),
                null,
                null,
                List.of(
                        "This memory is kept by data, not by threads that are stuck.",
                        "Whether it is a leak or caches of the wanted size only a second heap dump or their owner can tell."),
                evidence,
                List.of(new Remedy(
                        "Bound each of them - a limit on entries, an expiry, or removing entries when their owner goes.",
                        null,
                        null,
                        null)));
    }
}
