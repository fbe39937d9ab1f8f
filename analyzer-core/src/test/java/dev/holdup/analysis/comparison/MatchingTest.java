package dev.holdup.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.comparison.Comparison.ClassChange;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MatchingTest {
    @Test
    void changesAreThoseThatAPlainSubtractionFinds() {
        Random random = new Random(20261126);
        for (int round = 0; round < 50; round++) {
            List<HistogramRow> before = histogram(random);
            List<HistogramRow> after = histogram(random);
            TreeMap<String, Long> difference = new TreeMap<>();
            before.forEach(row -> difference.merge(row.className(), -row.retainedBytes(), Long::sum));
            after.forEach(row -> difference.merge(row.className(), row.retainedBytes(), Long::sum));
            List<ClassChange> changes = ClassChanges.of(before, after);
            TreeSet<String> told = new TreeSet<>();
            for (ClassChange change : changes) {
                told.add(change.className());
                assertThat(change.retainedBytes().difference()).isEqualTo(difference.get(change.className()));
            }
            difference.forEach((name, bytes) -> {
                if (!told.contains(name)) {
                    assertThat(Math.abs(bytes)).as(name).isLessThan(1_000_000 / 50 + 1);
                }
            });
            assertThat(changes)
                    .isSortedAccordingTo((a, b) -> Long.compare(
                            b.retainedBytes().size(), a.retainedBytes().size()));
        }
    }

    /// Complete: its last class keeps next to nothing.
    private static List<HistogramRow> histogram(Random random) {
        List<HistogramRow> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(4) > 0) {
                long bytes = 16L * random.nextInt(1, 60_000);
                rows.add(new HistogramRow("com.acme.C" + i, bytes / 16, bytes, bytes));
            }
        }
        rows.sort((a, b) -> Long.compare(b.retainedBytes(), a.retainedBytes()));
        rows.add(new HistogramRow("com.acme.Last", 1, 16, 16));
        return rows;
    }

    @Test
    void aClassThatACappedHistogramDoesNotListMayHaveBeenThere() {
        List<HistogramRow> before = List.of(new HistogramRow("byte[]", 10, 80_000, 80_000));
        List<HistogramRow> after = List.of(
                new HistogramRow("com.acme.Order", 5, 200, 900_000),
                new HistogramRow("byte[]", 10, 80_000, 80_000),
                new HistogramRow("com.acme.Note", 2, 100, 70_000));

        List<ClassChange> changes = ClassChanges.of(before, after);

        assertThat(changes).extracting(ClassChange::className).containsExactly("com.acme.Order", "com.acme.Note");
        assertThat(changes).extracting(ClassChange::trend).containsExactly(Trend.GREW, Trend.UNKNOWN);
        assertThat(changes).extracting(ClassChange::unlistedBelow).containsOnly(80_000L);
    }

    @Test
    void lambdasOfAClassAreOneClassWhateverTheirAddresses() {
        List<HistogramRow> before = List.of(
                new HistogramRow("com.acme.Jobs$$Lambda+0x0000000030040438", 10, 160, 4_000),
                new HistogramRow("com.acme.Jobs$$Lambda+0x0000000030040600", 5, 80, 1_000));
        List<HistogramRow> after = List.of(new HistogramRow("com.acme.Jobs$$Lambda/0x00007f2a10011", 30, 480, 12_000));

        assertThat(ClassChanges.of(before, after))
                .singleElement()
                .isEqualTo(new ClassChange(
                        "com.acme.Jobs$$Lambda",
                        Trend.GREW,
                        new Change(15L, 30L),
                        new Change(240L, 480L),
                        new Change(5_000L, 12_000L),
                        null));
    }

    @Test
    void addressesAndPlacesInArraysAreNoNames() {
        assertThat(SuspectChanges.name(suspect("JNI global 0x7f3a", List.of("com.acme.Registry.ALL[17]"))))
                .isEqualTo(SuspectChanges.name(suspect("JNI global 0x1111", List.of("com.acme.Registry.ALL[3]"))));
        assertThat(SuspectChanges.name(suspect("thread main 0x12", List.of())))
                .isEqualTo(SuspectChanges.name(suspect("thread main 0x9a", List.of())));
    }

    private static Suspect suspect(String root, List<String> path) {
        return new Suspect("com.acme.Session", 1, "0x1000", 10, 0.5, root, path, null, List.of());
    }
}
