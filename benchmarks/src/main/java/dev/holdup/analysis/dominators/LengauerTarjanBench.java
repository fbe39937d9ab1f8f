package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.benchmarks.parts.RandomHeapDump;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The search among the heads and their dominators, on a random graph of so many of them with four references each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@NullUnmarked
public class LengauerTarjanBench {
    @Param({"100000", "1000000"})
    public int heads;

    private Path dump;
    private HprofFile file;
    private HeapGraph heap;
    private HeadGraph graph;
    private WeakEdges weak;
    private HeadOrder order;

    @Setup(Level.Trial)
    public void open() throws IOException, MalformedDumpException {
        dump = RandomHeapDump.of(heads);
        file = HprofFile.open(dump, "random.hprof", List.of());
        heap = new HeapGraphBuilder(file, new Workers(1), (pass, done) -> {}).build();
        int[] ungrouped = new int[heap.threads().size()];
        Arrays.fill(ungrouped, -1);
        VirtualTree virtual = new VirtualTree(heap, new ThreadGrouping(ungrouped, new int[0], 0));
        PrivateTrees trees = new PrivateTrees(heap, virtual, heap.workers(), PrivateTrees.MOST_LEVELS, false);
        graph = new HeadGraph(trees, virtual, heap, false);
        weak = new WeakEdges(heap.weakReferents(), trees, virtual);
        order = order();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        heap.close();
        file.close();
        RandomHeapDump.delete(dump);
    }

    @Benchmark
    public int searching() {
        HeadOrder found = order();
        found.freeParents();
        heap.space().free(found.preorderByTree);
        heap.space().free(found.treeByPreorder);
        return found.size();
    }

    @Benchmark
    public int dominators() {
        IntTable dominators = LengauerTarjan.dominators(graph, order, heap);
        int last = dominators.get(order.size() - 1);
        heap.space().free(dominators);
        return last;
    }

    private HeadOrder order() {
        return new HeadOrder(graph, weak, false, heap, done -> {});
    }
}
