package dev.holdup.batch.run;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.dumps.unpack.UnpackLimits;
import dev.holdup.report.RecordJson;
import dev.holdup.report.ReportFormat;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetRows;
import dev.holdup.worker.ShownNames;
import dev.holdup.worker.WorkerLine;
import dev.holdup.worker.WorkerLines;
import dev.holdup.worker.WorkerLoop;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Analyses incidents of an archive, one after another, each into its folder; the row of one that failed is written
/// there, too. A process of its own, which is not trusted further after one that failed.
public final class BatchWorker {
    private BatchWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        WorkerLoop.run((request, out) -> run(BatchRequest.of(request.toArray(String[]::new)), out));
    }

    private static WorkerLine run(BatchRequest request, PrintStream out) {
        WorkerRequest work = request.work();
        UnpackLimits.limitThreads(work.threads());
        try {
            if (!request.failure().isEmpty()) {
                keep(FleetRows.failed(request.origin(), request.failure()), work.folder());
                return new WorkerLine.Done(false);
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
            return switch (outcome) {
                case AnalysisOutcome.Failed(String message) -> {
                    keep(FleetRows.failed(request.origin(), names.in(message)), work.folder());
                    yield new WorkerLine.Done(false);
                }
                case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> {
                    IncidentReport report = names.in(analyzed).withoutAnalysis();
                    write(report, request, work.folder());
                    keep(FleetRows.of(request.origin(), report), work.folder());
                    yield new WorkerLine.Done(true);
                }
            };
        } catch (RuleBookException mistake) {
            return new WorkerLine.Failed(String.valueOf(mistake.getMessage()));
        } catch (IOException unwritable) {
            return new WorkerLine.Failed("The report cannot be written: " + unwritable.getMessage());
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
