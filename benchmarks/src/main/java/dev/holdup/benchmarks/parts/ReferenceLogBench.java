package dev.holdup.benchmarks.parts;

import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.ReferenceLog;
import dev.holdup.analysis.heap.TableSpace;
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

/// Writing references into the log, getting its memory included, and reading them off it; a time is one reference's.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@NullUnmarked
public class ReferenceLogBench {
    private static final int SOURCES = 1 << 21;
    private static final int TARGETS_OF_EACH = 2;
    private static final int REFERENCES = SOURCES * TARGETS_OF_EACH;

    private TableSpace space;
    private ReferenceLog written;

    @Setup(Level.Trial)
    public void open() {
        space = new TableSpace(new MemoryLimit(Long.MAX_VALUE));
        written = write();
    }

    @TearDown(Level.Trial)
    public void close() {
        space.close();
    }

    @Benchmark
    @OperationsPerInvocation(REFERENCES)
    public long writing() {
        ReferenceLog log = write();
        long ints = log.ints();
        log.free();
        return ints;
    }

    @Benchmark
    @OperationsPerInvocation(REFERENCES)
    public long reading() {
        long sum = 0;
        for (ReferenceLog.Chunk chunk : written.chunks()) {
            int source = 0;
            for (int i = 0; i < chunk.ints(); i++) {
                int value = chunk.table().get(i);
                if (value < 0) {
                    source = ~value;
                } else {
                    sum += source ^ value;
                }
            }
        }
        return sum;
    }

    private ReferenceLog write() {
        ReferenceLog log = new ReferenceLog(space);
        ReferenceLog.Writer writer = log.new Writer();
        for (int source = 0; source < SOURCES; source++) {
            writer.source(source);
            for (int i = 0; i < TARGETS_OF_EACH; i++) {
                writer.target(source + i + 1);
            }
        }
        writer.close();
        return log;
    }
}
