package dev.holdup.batch.run;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.report.RecordJson;
import dev.holdup.report.ReportFormat;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetRows;
import dev.holdup.worker.ShownNames;
import dev.holdup.worker.WorkerLines;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Analyses one incident of an archive and ends: with 0 and the incident's files in its folder, the row of one that
/// failed among them; otherwise it crashed. A process of its own, as those of the server are.
public final class BatchWorker {
    private BatchWorker() {}

    public static void main(String[] arguments) {
        WorkerLines.endWithInput();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(BatchRequest.of(arguments), out));
    }

    private static int run(BatchRequest request, PrintStream out) {
        WorkerRequest work = request.work();
        try {
            if (!request.failure().isEmpty()) {
                keep(FleetRows.failed(request.origin(), request.failure()), work.folder());
                return 0;
            }
            AnalyzerOptions options = new AnalyzerOptions(
                    work.toolVersion(),
                    work.threads(),
                    new MemoryLimit(work.memoryBytes()),
                    RuleBook.with(work.rules()),
                    request.views(),
                    request.showValues(),
                    request.detail(),
                    request.given());
            AnalysisOutcome outcome = new IncidentAnalyzer(options)
                    .analyze(
                            work.inputs().stream()
                                    .map(WorkerRequest.Input::file)
                                    .toList(),
                            WorkerLines.progress(out));
            ShownNames names = ShownNames.of(work.inputs());
            switch (outcome) {
                case AnalysisOutcome.Failed(String message) ->
                    keep(FleetRows.failed(request.origin(), names.in(message)), work.folder());
                case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> {
                    IncidentReport report = names.in(analyzed).withoutAnalysis();
                    write(report, request, work.folder());
                    keep(FleetRows.of(request.origin(), report), work.folder());
                }
            }
            return 0;
        } catch (RuleBookException mistake) {
            return WorkerLines.failed(String.valueOf(mistake.getMessage()), out);
        } catch (IOException unwritable) {
            return WorkerLines.failed("The report cannot be written: " + unwritable.getMessage(), out);
        }
    }

    private static void write(IncidentReport report, BatchRequest request, Path folder) throws IOException {
        for (ReportFormat format : request.formats()) {
            Path file = folder.resolve("report" + format.fileEnding());
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                format.writer().write(report, out);
            }
        }
    }

    private static void keep(FleetRow row, Path folder) throws IOException {
        Files.writeString(folder.resolve(IncidentTask.ROW), RecordJson.line(row) + "\n", StandardCharsets.UTF_8);
    }
}
