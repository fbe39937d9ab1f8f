package dev.holdup.analysis.comparison;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/// Dumps of JVMs, analyzed, and two of them compared.
final class TwoStates {
    private TwoStates() {}

    static IncidentReport analyzed(Path dump) {
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(List.of(dump), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    static IncidentReport heapOfThisJvm(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return analyzed(file);
    }

    static IncidentReport threadsOfThisJvm(Path file) throws IOException, InterruptedException {
        return threads(ProcessHandle.current().pid(), file);
    }

    /// As `jcmd` prints it.
    static IncidentReport threads(long pid, Path file) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "Thread.print",
                        "-l")
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (jcmd.waitFor() != 0) {
            throw new AssertionError("jcmd failed");
        }
        return analyzed(file);
    }

    static Comparison compared(IncidentReport before, IncidentReport after) {
        return Comparer.compare("before", before, "after", after, new IncidentReport.Tool("holdup", "test"));
    }
}
