package dev.holdup.worker;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.report.ReportFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Analyses one incident and ends: with 0 and `report.*` in its folder, with 3 and a sentence if there is nothing to
/// analyse, otherwise it crashed. Ends at once when its standard input does, since then the server has ended.
public final class AnalysisWorker {
    /// Nothing could be analysed; another try would say the same.
    public static final int UNREADABLE = 3;

    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private AnalysisWorker() {}

    public static void main(String[] arguments) {
        endWithServer();
        WorkerRequest request = WorkerRequest.of(arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(request, out));
    }

    /// Has this process end as soon as its standard input does.
    public static void endWithServer() {
        Thread.ofPlatform().daemon().name("server watch").start(AnalysisWorker::watchServer);
    }

    private static void watchServer() {
        try {
            while (System.in.read() >= 0) {
                // The server sends nothing; it only holds the other end.
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(1);
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
                            lines(out));
            return switch (outcome) {
                case AnalysisOutcome.Failed(String message) ->
                    failed(ShownNames.of(request.inputs()).in(message), out);
                case AnalysisOutcome.Analyzed(IncidentReport report) -> {
                    write(ShownNames.of(request.inputs()).in(report), request.folder());
                    yield 0;
                }
            };
        } catch (RuleBookException mistake) {
            return failed(String.valueOf(mistake.getMessage()), out);
        } catch (IOException unwritable) {
            return failed("The report cannot be written: " + unwritable.getMessage(), out);
        }
    }

    private static int failed(String sentence, PrintStream out) {
        out.println(new WorkerLine.Failed(sentence).text());
        return UNREADABLE;
    }

    /// Progress comes thousands of times; a few times a second is enough for those who look on.
    public static Progress lines(PrintStream out) {
        return new Progress() {
            private String last = "";
            private long toldAt;

            @Override
            public synchronized void at(String phase, double done) {
                long now = System.nanoTime();
                if (!phase.equals(last) || now - toldAt > EVERY_NANOS) {
                    out.println(new WorkerLine.At(phase, done).text());
                    last = phase;
                    toldAt = now;
                }
            }
        };
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
