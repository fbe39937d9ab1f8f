package dev.holdup.benchmarks.parts;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// From an address to the object's index: once for every reference of a dump.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@NullUnmarked
public class RankBench {
    private static final int ADDRESSES = 1 << 20;
    private static final int NODES = 1_000_000;

    private Path dump;
    private HprofFile file;
    private HeapGraph heap;
    private ObjectIndex objects;
    private long[] neighbours;
    private long[] scattered;

    @Setup(Level.Trial)
    public void open() throws IOException, MalformedDumpException {
        dump = RandomHeapDump.of(NODES);
        file = HprofFile.open(dump, "random.hprof", List.of());
        heap = new HeapGraphBuilder(file, new Workers(1), (pass, done) -> {}).build();
        objects = heap.objects();
        neighbours = new long[ADDRESSES];
        PrimitiveIterator.OfLong addresses = objects.addresses();
        for (int i = 0; i < ADDRESSES && addresses.hasNext(); i++) {
            neighbours[i] = addresses.nextLong();
        }
        scattered = neighbours.clone();
        Random random = new Random(7);
        for (int i = ADDRESSES - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long swapped = scattered[i];
            scattered[i] = scattered[other];
            scattered[other] = swapped;
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        heap.close();
        file.close();
        RandomHeapDump.delete(dump);
    }

    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public long ofNeighbours() {
        return sum(neighbours);
    }

    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public long ofScattered() {
        return sum(scattered);
    }

    private long sum(long[] addresses) {
        long sum = 0;
        for (long address : addresses) {
            sum += objects.indexOf(address);
        }
        return sum;
    }
}
