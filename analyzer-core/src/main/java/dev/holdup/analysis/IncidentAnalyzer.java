package dev.holdup.analysis;

import dev.holdup.analysis.contents.ContentsAsked;
import dev.holdup.analysis.contents.ContentsSearch;
import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.correlation.Correlation;
import dev.holdup.analysis.correlation.EngineFigures;
import dev.holdup.analysis.correlation.GroupFacts;
import dev.holdup.analysis.correlation.GroupNodes;
import dev.holdup.analysis.correlation.MemoryFacts;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.dominators.TreeDepths;
import dev.holdup.analysis.erlang.ErlangAnalysis;
import dev.holdup.analysis.facts.ThreadFigures;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.HistogramRow;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.AddressBits;
import dev.holdup.analysis.heap.Cancellation;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.analysis.views.ClassWays;
import dev.holdup.analysis.waits.HeapOrigin;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The line: dump files → open dumps → heap graph, units, waits, groups → dominator tree → correlation → report.
///
/// Stacks come first and memory second: groups of threads are nodes of the dominator tree, so that it can say what
/// each of them alone keeps alive.
public final class IncidentAnalyzer {
    private final AnalyzerOptions options;

    public IncidentAnalyzer(AnalyzerOptions options) {
        this.options = options;
    }

    /// Analyses the files of one incident; a folder stands for the dumps in it.
    public AnalysisOutcome analyze(List<Path> files, Progress progress) {
        return analyze(files, progress, new Cancellation());
    }

    /// Analyses the files of one incident, unless it is cancelled before the end.
    ///
    /// @throws Cancellation.Cancelled then
    public AnalysisOutcome analyze(List<Path> files, Progress progress, Cancellation cancellation) {
        Instant started = Instant.now();
        InputDigests digests = new InputDigests();
        List<Path> crashDumps =
                files.stream().filter(DumpReader::isErlangCrashDump).toList();
        // Opening one reads all of it, and leaves a core to spare.
        digests.start(crashDumps);
        if (crashDumps.size() < files.size()) {
            options.rules().readBeside();
        }
        try (OpenDumps dumps = DumpReader.openAll(
                files, UnpackLimits.ofSystemProperties().within(options.memory().bytes()))) {
            ErlangCrashDump erlangDump = dumps.erlang();
            if (erlangDump != null) {
                digests.startAll(dumps.inputs());
                ErlangAnalysis node = ErlangAnalysis.of(erlangDump, options.rules(), options.detail());
                ReportAssembly assembly = new ReportAssembly(options, dumps, digests.get(dumps.inputs()));
                return new AnalysisOutcome.Analyzed(
                        assembly.report(node, erlangDump, started, Duration.between(started, Instant.now())));
            }
            HeapDump given = dumps.heap();
            HeapDump heapDump = given == null || given.regions().isEmpty() ? null : given;
            if (given != null && heapDump == null && dumps.threadDumps().isEmpty()) {
                throw withoutObjects(given);
            }
            Part part = heapDump == null
                    ? threadsOnly(dumps)
                    : withHeap(dumps, heapDump, digests, new OverallProgress(progress), cancellation);
            ReportAssembly assembly = new ReportAssembly(options, dumps, digests.get(dumps.inputs()));
            return new AnalysisOutcome.Analyzed(
                    assembly.report(part, started, Duration.between(started, Instant.now())));
        } catch (MalformedDumpException unusable) {
            return new AnalysisOutcome.Failed(unusable.getMessage());
        } catch (IOException unreadable) {
            return new AnalysisOutcome.Failed("cannot read the input: " + unreadable.getMessage());
        } catch (AddressBits.ScatteredAddresses | ObjectIndex.TooManyObjects | TableSpace.NoRoom beyond) {
            return new AnalysisOutcome.Failed("cannot analyse the heap dump: " + beyond.getMessage());
        }
    }

    /// What follows from the dumps, as plain values.
    ///
    /// @param memory null without a heap dump
    /// @param views null without a heap dump, and if none is asked for
    /// @param jvmVersion as the heap states it, otherwise a thread dump of the same JVM; empty if none does
    record Part(
            Correlation correlation,
            @Nullable MemoryFacts memory,
            List<HistogramRow> histogram,
            @Nullable HeapViews views,
            String jvmVersion,
            @Nullable HeapReading heapReading) {}

    private static MalformedDumpException withoutObjects(HeapDump empty) {
        ParseWarning first = empty.warnings().getFirst();
        return new MalformedDumpException(
                first.location(), "no object can be read, take or copy the dump again. " + first.what());
    }

    private Part threadsOnly(OpenDumps dumps) {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(List.of(), dumps.threadDumps()));
        StackGroups groups = StackGroups.of(waits, options.rules());
        String version = JvmVersion.of(waits.joined().dumps());
        return new Part(Correlation.of(waits, groups, null, options.detail()), null, List.of(), null, version, null);
    }

    private Part withHeap(
            OpenDumps dumps,
            HeapDump heapDump,
            InputDigests digests,
            HeapGraphBuilder.PassProgress progress,
            Cancellation cancellation) {
        Workers workers = new Workers(options.threads(), cancellation);
        try (HeapGraph heap = new HeapGraphBuilder(heapDump, workers, options.memory(), progress).build()) {
            // From here on one core has little to do.
            digests.startAll(dumps.inputs());
            HeapOrigin origin = new HeapOrigin(JvmVersion.of(heap), heapDump.capturedAt());
            JoinedUnits joined = JoinedUnits.of(heap.threads(), origin, dumps.threadDumps());
            WaitForGraph waits = WaitForGraph.of(joined, heap.reader());
            ThreadFigures figures = new ThreadFigures(heap.reader(), heap.classes()::named);
            StackGroups groups = StackGroups.of(waits, options.rules(), figures);
            ThreadGrouping grouping =
                    GroupNodes.grouping(waits.joined(), groups, heap.threads().size());
            ClassWays classWays = options.views().contains(ViewName.CLASSES) ? new ClassWays(heap) : null;
            DominatorTree tree = classWays == null
                    ? DominatorTree.of(heap, grouping, progress)
                    : DominatorTree.withWays(heap, grouping, progress);
            Supplier<LookedInto> looking = () -> lookInto(heap, tree, grouping, progress);
            LookedInto lookedInto =
                    classWays == null ? looking.get() : workers.beside(looking, () -> classWays.find(tree));
            RetainedFacts facts = lookedInto.facts();
            HeapContents told = lookedInto.told();
            HeapReading reading = HeapReading.of(heapDump, heap);
            MemoryFacts memory = new MemoryFacts(
                    heapDump.input(),
                    reading.complete(),
                    reading.coverage().allUnits(),
                    HeapFigures.memory(heap, facts, groups),
                    facts.suspects(),
                    facts.pinned(),
                    EngineFigures.of(facts),
                    GroupFacts.of(groups, figures),
                    told);
            Part part = new Part(
                    Correlation.of(waits, groups, memory, options.detail()),
                    memory,
                    HeapFigures.histogram(heap, facts.classes(), options.detail()),
                    new AllViews(
                                    heap,
                                    tree,
                                    groups,
                                    classWays,
                                    lookedInto.depths(),
                                    lookedInto.search(),
                                    facts,
                                    told,
                                    memory.memory(),
                                    JvmVersion.of(heap))
                            .of(options.views(), options.showValues(), options.detail()),
                    origin.version(),
                    reading);
            progress.at(OverallProgress.SUMMING_UP, 1);
            return part;
        }
    }

    /// What objects hold and retain.
    ///
    /// @param depths null if the view of dominators is not asked for
    private record LookedInto(
            ContentsSearch search,
            RetainedFacts facts,
            HeapContents told,
            @Nullable TreeDepths depths) {}

    private LookedInto lookInto(
            HeapGraph heap, DominatorTree tree, ThreadGrouping grouping, HeapGraphBuilder.PassProgress progress) {
        progress.at(ContentsSearch.PASS, 0);
        ContentsSearch search = ContentsSearch.of(
                heap,
                tree,
                new ContentsAsked(
                        options.rules().collections(), options.views(), options.showValues(), options.detail()));
        progress.at(OverallProgress.SUMMING_UP, 0);
        TreeDepths depths = options.views().contains(ViewName.DOMINATORS) ? new TreeDepths(tree) : null;
        RetainedFacts facts = RetainedFacts.of(tree, grouping, search.tops(), depths);
        return new LookedInto(search, facts, search.told(facts), depths);
    }
}
