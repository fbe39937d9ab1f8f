package dev.holdup.analysis.erlang;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.rules.RuleBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Crash dumps that people have put on the web, in the folder that `HOLDUP_DUMPS` names: verdicts, and figures that
/// [PlainCount] counts again.
class PublicNodesTest {
    /// Kind and what the headline says, by the name of the file: each report was read by a person.
    private static final Map<String, List<String>> VERDICTS = Map.of(
            "4pcbr+elixir_sandbox.dump", List.of("inconclusive", "The node ended while it was starting"),
            "7programminglanguages+erlang-chat.dump", List.of("inconclusive", "The node ended while it was starting"),
            "AlanZavala+Tarea6LP.dump", List.of("inconclusive", "could not join the distribution"),
            "BBPraktikumTeam+VS-A2.dump", List.of("single-thread", "error_logger takes 21.0 MB, 62 %"),
            "Bandd-k+TicTacToeErlangServer.dump", List.of("inconclusive", "The node ended while it was starting"),
            "kraken.dump", List.of("inconclusive", "its application kernel could not be started"),
            "otp20.3-win.dump", List.of("inconclusive", "could not join the distribution"),
            "r12-5.5.5-code-completion.dump", List.of("inconclusive", "The node ended while it was starting"),
            "r16b02-antidote.dump", List.of("inconclusive", "The node ended while it was starting"),
            "whatsapp-otp27-simple.dump", List.of("healthy", "No culprit found"));

    @Test
    void everyPublicDumpGetsTheVerdictAndTheFiguresThatItsTextHas() throws Exception {
        String folder = requireNonNullElse(System.getenv("HOLDUP_DUMPS"), "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: no folder of public crash dumps; name one with HOLDUP_DUMPS");
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            dumps = files.filter(file -> VERDICTS.containsKey(String.valueOf(file.getFileName())))
                    .toList();
        }
        assumeTrue(!dumps.isEmpty(), "SKIPPED: none of the known crash dumps is in " + folder);
        for (Path dump : dumps) {
            IncidentReport report = analyzed(dump);
            PlainCount.assertAgrees(report, Files.readString(dump, StandardCharsets.ISO_8859_1));
            List<String> verdict = requireNonNull(VERDICTS.get(String.valueOf(dump.getFileName())));
            assertThat(report.verdict().kind()).as("%s", dump).isEqualTo(verdict.getFirst());
            assertThat(report.verdict().headline()).as("%s", dump).contains(verdict.getLast());
            assertThat(report.unitTable()).extracting(UnitRow::unit).doesNotContain("");
        }
    }

    private static IncidentReport analyzed(Path file) {
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
