package dev.holdup.worker;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.dumps.unpack.UnpackLimits;
import dev.holdup.report.ReportFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Analyses one incident and ends: with 0 and `report.*` in its folder, with 3 and a sentence if there is nothing to
/// analyse, otherwise it crashed. Ends at once when its standard input does, since then the server has ended.
public final class AnalysisWorker {
    private AnalysisWorker() {}

    public static void main(String[] arguments) {
        WorkerLines.endWithInput();
        WorkerRequest request = WorkerRequest.of(arguments);
        UnpackLimits.limitThreads(request.threads());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(request, out));
    }

    private static int run(WorkerRequest request, PrintStream out) {
        try {
            AnalyzerOptions options = new AnalyzerOptions(
                    request.toolVersion(),
                    request.threads(),
                    new MemoryLimit(request.memoryBytes()),
                    RuleBook.with(request.rules()));
            AnalysisOutcome outcome = new IncidentAnalyzer(options)
                    .analyze(
                            request.inputs().stream()
                                    .map(WorkerRequest.Input::file)
                                    .toList(),
                            WorkerLines.progress(out));
            return switch (outcome) {
                case AnalysisOutcome.Failed(String message) ->
                    WorkerLines.failed(ShownNames.of(request.inputs()).in(message), out);
                case AnalysisOutcome.Analyzed(IncidentReport report) -> {
                    write(ShownNames.of(request.inputs()).in(report), request.folder());
                    yield 0;
                }
            };
        } catch (RuleBookException mistake) {
            return WorkerLines.failed(String.valueOf(mistake.getMessage()), out);
        } catch (IOException unwritable) {
            return WorkerLines.failed("The report cannot be written: " + unwritable.getMessage(), out);
        }
    }

    private static void write(IncidentReport report, Path folder) throws IOException {
        for (ReportFormat format : ReportFormat.values()) {
            Path file = folder.resolve("report" + format.fileEnding());
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                format.writer().write(report, out);
            }
        }
    }
}
