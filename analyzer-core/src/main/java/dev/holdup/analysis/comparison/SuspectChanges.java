package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.SuspectChange;
import dev.holdup.analysis.findings.Suspect;
import java.util.Comparator;
import java.util.List;

/// Objects that keep much alive, then and now: the same by class and by the way that leads to them.
final class SuspectChanges {
    private static final Comparator<SuspectChange> MOST_FIRST = Comparator.comparingLong(
                    (SuspectChange row) -> -row.retainedBytes().size())
            .thenComparing(SuspectChange::className);

    private SuspectChanges() {}

    static List<SuspectChange> of(List<Suspect> before, List<Suspect> after) {
        return Matching.byName(before, after, SuspectChanges::name).stream()
                .map(pair -> {
                    Change objects = pair.change(Suspect::objects);
                    Change retained = pair.change(Suspect::retainedBytes);
                    Suspect suspect = pair.either();
                    return new SuspectChange(
                            suspect.className(),
                            suspect.root(),
                            suspect.path(),
                            pair.trend(retained, objects),
                            objects,
                            retained);
                })
                .sorted(MOST_FIRST)
                .toList();
    }

    /// The class and where the way begins: further down it follows what was in the collections that day.
    static String name(Suspect suspect) {
        String start =
                suspect.path().isEmpty() ? suspect.root() : suspect.path().getFirst();
        return StableNames.of(suspect.className() + " " + start);
    }
}
