package dev.holdup.benchmarks.parts;

import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.benchmarks.threads.LargeThreadDump;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A thread dump of 10,000 threads with 20 frames each: reading it, and putting its threads into groups.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@NullUnmarked
public class ThreadDumpTextBench {
    private static final int THREADS = 10_000;
    private static final int FRAMES = 20;

    private Path text;
    private OpenDumps dumps;
    private RuleBook rules;

    @Setup(Level.Trial)
    public void open() throws IOException, MalformedDumpException {
        text = Files.createTempFile("holdup-bench-", ".txt");
        Files.writeString(text, LargeThreadDump.of(THREADS, FRAMES));
        dumps = DumpReader.openAll(List.of(text));
        rules = RuleBook.builtIn();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        dumps.close();
        Files.deleteIfExists(text);
    }

    @Benchmark
    public int reading() throws IOException, MalformedDumpException {
        try (OpenDumps read = DumpReader.openAll(List.of(text))) {
            return read.threadDumps().getFirst().threads().size();
        }
    }

    @Benchmark
    public int grouping() {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(List.of(), dumps.threadDumps()));
        return StackGroups.of(waits, rules).groups().size();
    }
}
