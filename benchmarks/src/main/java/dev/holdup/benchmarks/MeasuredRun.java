package dev.holdup.benchmarks;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.QuickAnalyzer;
import dev.holdup.analysis.QuickLook;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.benchmarks.peers.Peer;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// One run of one subject in a JVM of its own, which [MeasuringJvm] starts. Prints the [Measurement] as JSON.
public final class MeasuredRun {
    /// Those that the command writes by default.
    private static final List<ReportFormat> FORMATS =
            List.of(ReportFormat.HTML, ReportFormat.JSON, ReportFormat.MARKDOWN);

    private final Path dump;
    private final int threads;
    private final MemoryWatch memory;

    private MeasuredRun(Path dump, int threads, MemoryWatch memory) {
        this.dump = dump;
        this.threads = threads;
        this.memory = memory;
    }

    /// @param args name of the subject, the dump, the number of worker threads
    public static void main(String[] args) throws IOException, MalformedDumpException {
        Subject subject = Subject.valueOf(args[0]);
        try (MemoryWatch memory = new MemoryWatch()) {
            MeasuredRun run = new MeasuredRun(Path.of(args[1]), Integer.parseInt(args[2]), memory);
            System.out.println(JsonMapper.shared().writeValueAsString(run.measure(subject)));
        }
    }

    private Measurement measure(Subject subject) throws IOException, MalformedDumpException {
        return switch (subject) {
            case READING -> reading();
            case OPENING -> opening();
            case QUICK -> quick();
            case ENGINE -> engine();
            case WITHOUT_VIEWS -> incident(Set.of());
            case INCIDENT -> incident(ViewName.all());
            case NETBEANS, SHARK -> peer(subject);
        };
    }

    private Measurement peer(Subject subject) throws IOException {
        Stopwatch time = new Stopwatch();
        try (Peer peer = PeerCheck.analyze(subject, dump)) {
            return time.stop(peer.objects(), 0, memory.peakBytes());
        }
    }

    /// Reads twice, each time through a mapping of its own, and takes the time of the second: the file is in the page
    /// cache then and the loop compiled; page faults count, as the analysis has them too.
    private Measurement reading() throws IOException {
        long expected = WordSum.of(dump);
        Stopwatch time = new Stopwatch();
        long sum = WordSum.of(dump);
        Measurement measured = time.stop(0, 0, memory.peakBytes());
        if (sum != expected) {
            throw new IOException(dump + " has changed while it was read");
        }
        return measured;
    }

    private Measurement opening() throws IOException, MalformedDumpException {
        Stopwatch time = new Stopwatch();
        try (HprofFile _ = open()) {
            return time.stop(0, 0, memory.peakBytes());
        }
    }

    private Measurement quick() throws IOException, MalformedDumpException {
        Stopwatch time = new Stopwatch();
        try (HprofFile heap = open()) {
            QuickLook look = new QuickAnalyzer(threads).analyze(heap, Progress.SILENT);
            return time.stop(look.objects(), 0, memory.peakBytes());
        }
    }

    private Measurement engine() throws IOException, MalformedDumpException {
        Stopwatch time = new Stopwatch();
        try (HprofFile heap = open()) {
            time.ended("opening");
            try (HeapGraph graph = new HeapGraphBuilder(heap, new Workers(threads), time::at).build()) {
                time.ended("class objects and threads");
                var grouping = SameStack.grouping(graph.threads());
                DominatorTree tree = DominatorTree.of(graph, grouping, time::at);
                RetainedFacts.of(tree, grouping);
                time.ended("facts");
                return time.stop(graph.size(), graph.space().peakBytes(), memory.peakBytes());
            }
        }
    }

    private Measurement incident(Set<ViewName> views) throws IOException {
        Stopwatch time = new Stopwatch();
        AnalyzerOptions options =
                new AnalyzerOptions("bench", threads, MemoryLimit.ofMachine(), RuleBook.builtIn(), views, false);
        IncidentReport report = switch (new IncidentAnalyzer(options).analyze(List.of(dump), time::at)) {
            case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> analyzed;
            case AnalysisOutcome.Failed(String message) -> throw new IOException(message);
        };
        time.ended("analysis");
        for (ReportFormat format : FORMATS) {
            format.writer().write(report, Writer.nullWriter());
        }
        time.ended("report");
        return time.stop(report.memory() == null ? 0 : report.memory().objects(), 0, memory.peakBytes());
    }

    private HprofFile open() throws IOException, MalformedDumpException {
        return HprofFile.open(dump, dump.toString(), List.of());
    }
}
