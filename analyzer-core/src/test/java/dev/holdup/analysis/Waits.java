package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.incidents.Jdks;
import dev.holdup.samples.incidents.StagedWaits;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/// A program that waits, staged once and analysed by its heap alone, its thread dumps alone, and both.
record Waits(IncidentReport heap, IncidentReport threads, IncidentReport both) {
    private static final RuleBook BOOK = RuleBook.builtIn();

    /// @param release of the JDK that runs the program
    static Waits stage(int release, String scenario, int waiting, Path folder) throws Exception {
        Path out = folder.resolve(scenario + "-" + release);
        new StagedWaits(home(release)).stage(scenario, waiting, out);
        return of(out);
    }

    static Waits of(Path folder) {
        Path heap = folder.resolve("heap.hprof");
        Path one = folder.resolve("threads-1.txt");
        Path two = folder.resolve("threads-2.txt");
        return new Waits(analyze(List.of(heap)), analyze(List.of(one, two)), analyze(List.of(heap, one, two)));
    }

    static Path home(int release) {
        return Jdks.release(release).orElseGet(() -> {
            System.err.println("SKIPPED: no JDK " + release + " found to stage waiting programs with");
            return Assumptions.abort("no JDK " + release + " found");
        });
    }

    static IncidentReport analyze(List<Path> files) {
        return switch (new IncidentAnalyzer(new AnalyzerOptions("test", 2, BOOK)).analyze(files, Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    /// The group that the report's verdict is about.
    static Group blamed(IncidentReport report) {
        return report.groups().get(Objects.requireNonNull(report.verdict().group(), report.verdict()::headline));
    }

    /// The verdict names a group of so many threads and its owner, known in that way.
    static void isOwned(IncidentReport report, int waiting, String owner, String via) {
        assertThat(report.verdict().kind()).isEqualTo("blocked");
        Group group = blamed(report);
        assertThat(group.units()).isEqualTo(waiting);
        assertThat(Objects.requireNonNull(group.owner(), report.verdict().headline())
                        .unit())
                .isEqualTo(owner);
        assertThat(group.owner().via()).isEqualTo(via);
        assertThat(Objects.requireNonNull(report.verdict().owner()).unit()).isEqualTo(owner);
    }

    /// The verdict names a group of so many threads and exactly these holders, known in that way.
    static Group.Resource isHeld(IncidentReport report, int waiting, List<String> holders, String via) {
        assertThat(report.verdict().kind()).isEqualTo("blocked");
        Group group = blamed(report);
        assertThat(group.units()).isEqualTo(waiting);
        assertThat(group.owner()).isNull();
        Group.Resource resource =
                Objects.requireNonNull(group.resource(), report.verdict().headline());
        assertThat(resource.holders()).extracting(Group.Holder::unit).containsExactlyInAnyOrderElementsOf(holders);
        assertThat(resource.holderCount()).isEqualTo(holders.size());
        assertThat(resource.via()).isEqualTo(via);
        return resource;
    }

    /// `name-1` to `name-count`.
    static List<String> numbered(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> name + "-" + number)
                .toList();
    }
}
