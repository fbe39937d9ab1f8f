package dev.holdup.analysis;

import dev.holdup.analysis.correlation.Correlation;
import dev.holdup.analysis.correlation.EngineFigures;
import dev.holdup.analysis.correlation.GroupNodes;
import dev.holdup.analysis.correlation.MemoryFacts;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.erlang.ErlangAnalysis;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.heap.AddressBits;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The line: dump files → open dumps → heap graph, units, waits, groups → dominator tree → correlation →
/// report.
///
/// Stacks come first and memory second: groups of threads are nodes of the dominator tree, so that it can say
/// what each of them alone keeps alive.
public final class IncidentAnalyzer {
    private final AnalyzerOptions options;

    public IncidentAnalyzer(AnalyzerOptions options) {
        this.options = options;
    }

    /// Analyses the files of one incident; a folder stands for the dumps in it.
    public AnalysisOutcome analyze(List<Path> files, Progress progress) {
        Instant started = Instant.now();
        try (OpenDumps dumps = DumpReader.openAll(files)) {
            InputDigests digests = new InputDigests(dumps.inputs());
            ErlangCrashDump erlangDump = dumps.erlang();
            if (erlangDump != null
                    && dumps.heap() == null
                    && dumps.threadDumps().isEmpty()) {
                digests.start();
                ErlangAnalysis node = ErlangAnalysis.of(erlangDump, options.rules());
                ReportAssembly assembly = new ReportAssembly(options.toolVersion(), dumps, digests.get());
                return new AnalysisOutcome.Analyzed(
                        assembly.report(node, erlangDump, started, Duration.between(started, Instant.now())));
            }
            HeapDump heapDump = dumps.heap();
            Part part = heapDump == null ? threadsOnly(dumps) : withHeap(dumps, heapDump, digests, progress);
            ReportAssembly assembly = new ReportAssembly(options.toolVersion(), dumps, digests.get());
            return new AnalysisOutcome.Analyzed(
                    assembly.report(part, started, Duration.between(started, Instant.now())));
        } catch (MalformedDumpException unusable) {
            return new AnalysisOutcome.Failed(unusable.getMessage());
        } catch (IOException unreadable) {
            return new AnalysisOutcome.Failed("cannot read the input: " + unreadable.getMessage());
        } catch (AddressBits.ScatteredAddresses | ObjectIndex.TooManyObjects beyond) {
            return new AnalysisOutcome.Failed("cannot analyse the heap dump: " + beyond.getMessage());
        }
    }

    /// What follows from the dumps, as plain values.
    ///
    /// @param memory null without a heap dump
    /// @param jvmVersion as the heap states it; empty if it does not
    record Part(
            Correlation correlation,
            @Nullable MemoryFacts memory,
            List<HistogramRow> histogram,
            String jvmVersion,
            List<ParseWarning> heapWarnings) {}

    private Part threadsOnly(OpenDumps dumps) {
        WaitForGraph waits = waits(List.of(), dumps);
        StackGroups groups = StackGroups.of(waits, options.rules());
        return new Part(Correlation.of(waits, groups, null), null, List.of(), "", List.of());
    }

    private Part withHeap(OpenDumps dumps, HeapDump heapDump, InputDigests digests, Progress progress) {
        Workers workers = new Workers(options.threads());
        try (HeapGraph heap = new HeapGraphBuilder(heapDump, workers, progress::at).build()) {
            // From here on one core has little to do.
            digests.start();
            WaitForGraph waits = waits(heap.threads(), dumps);
            StackGroups groups = StackGroups.of(waits, options.rules());
            ThreadGrouping grouping =
                    GroupNodes.grouping(waits.joined(), groups, heap.threads().size());
            DominatorTree tree = DominatorTree.of(heap, grouping, (HeapGraphBuilder.PassProgress) progress::at);
            progress.at("summing up", 0);
            RetainedFacts facts = RetainedFacts.of(tree, grouping);
            MemoryFacts memory = new MemoryFacts(
                    heapDump.input(),
                    heapDump.complete() && heap.warnings().isEmpty(),
                    HeapFigures.memory(heap, facts, groups),
                    facts.suspects(),
                    EngineFigures.of(facts));
            Part part = new Part(
                    Correlation.of(waits, groups, memory),
                    memory,
                    HeapFigures.histogram(heap, facts.classes()),
                    JvmVersion.of(heap),
                    heap.warnings());
            progress.at("summing up", 1);
            return part;
        }
    }

    private static WaitForGraph waits(List<HeapThread> heapThreads, OpenDumps dumps) {
        return WaitForGraph.of(JoinedUnits.of(heapThreads, dumps.threadDumps()));
    }
}
