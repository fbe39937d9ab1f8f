package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an analysis may read and take, frozen as measured with a twentieth on top: where one of these fails, the engine
/// has become more costly, and the limit is raised only for something worth it. Times are `./bench`'s business.
class EngineGuardTest {
    private static final int GROUPS = 100_000;
    /// A head and ten that hang below it: one in eleven is referred to more than once, as in a server's heap.
    private static final int GROUP = 11;

    private static final int OBJECTS = GROUPS * GROUP;

    /// Peak of the engine's tables with one worker, always the same: 20.4.
    private static final double MOST_TABLE_BYTES_PER_OBJECT = 21.4;
    /// With two it depends on which of them is where at the same time: 22.2 to 28.0 were seen.
    private static final double MOST_TABLE_BYTES_OF_TWO_WORKERS = 32;
    /// Sum of all that is allocated on the Java heap, garbage included: 4.3, of which one is the search for holders.
    private static final double MOST_JAVA_BYTES_PER_OBJECT = 5;
    /// Samples of the layout, 32 MB at the most in any dump, and single objects that are searched for: 30.1 million
    /// here.
    private static final long MOST_BESIDE_PASSES = 32_000_000;

    @TempDir
    private static Path folder = Path.of("");

    private static Path file = Path.of("");

    /// Trees of three levels; each head is referred to by its neighbour and a random group's first leaf.
    @BeforeAll
    static void write() throws IOException {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        Random random = new Random(11);
        long[] heads = new long[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            long[] below = new long[3];
            for (int b = 0; b < below.length; b++) {
                below[b] = b == 0
                        ? dump.node(24, dump.node(16), dump.node(16), g == 0 ? 0 : heads[random.nextInt(g)])
                        : dump.node(24, dump.node(16), dump.node(16));
            }
            heads[g] = g == 0
                    ? dump.node(48, below[0], below[1], below[2], dump.node(16))
                    : dump.node(48, below[0], below[1], below[2], heads[g - 1]);
            if (g > 0) {
                dump.link(below[1], dump.node(16));
            }
        }
        dump.root(RootKind.JNI_GLOBAL, heads[GROUPS - 1]);
        dump.root(RootKind.JNI_GLOBAL, heads[GROUPS / 2]);
        file = folder.resolve("heap.hprof");
        dump.writeTo(file);
    }

    @Test
    void theObjectsAreWalkedOverTwiceToMarkThemAndToReadTheirReferences() throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            CountedDump counted = CountedDump.of(dump);
            List<String> passes = new ArrayList<>();
            try (HeapGraph heap = graph(counted, 1, passes)) {
                RetainedFacts.of(DominatorTree.of(heap, noGroups(), noted(passes)), noGroups());
            }
            long heapBytes =
                    dump.regions().stream().mapToLong(HeapRegion::bytes).sum();

            assertThat(passes)
                    .containsExactly(
                            HeapGraphBuilder.MARKING,
                            HeapGraphBuilder.REFERENCES,
                            DominatorTree.TREES,
                            DominatorTree.SEARCH,
                            DominatorTree.DOMINATORS,
                            DominatorTree.RETAINED_SIZES);
            assertThat(counted.bytes(IndexPass.class)).isEqualTo(heapBytes);
            assertThat(counted.bytes(ReferencePass.class)).isEqualTo(heapBytes);
            assertThat(counted.bytesBeside(IndexPass.class, ReferencePass.class))
                    .isBetween(1L, MOST_BESIDE_PASSES);
        }
    }

    @Test
    void beyondThatTheFileIsReadOnceForItsChecksum() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/io")), "only Linux tells what a process reads");
        long before = bytesReadByCalls();
        AnalysisOutcome outcome = new IncidentAnalyzer(new AnalyzerOptions("test", 1, RuleBook.builtIn()))
                .analyze(List.of(file), (phase, done) -> {});
        long read = bytesReadByCalls() - before;

        assertThat(outcome).isInstanceOf(AnalysisOutcome.Analyzed.class);
        // Classes that are loaded meanwhile are read, too.
        assertThat(read).isBetween(Files.size(file), Files.size(file) + Files.size(file) / 2);
    }

    @Test
    void tablesTakeSoManyBytesAnObjectAtTheMost() throws Exception {
        for (int threads : new int[] {1, 2}) {
            try (OpenDumps dumps = DumpReader.openAll(List.of(file));
                    HeapGraph heap = graph(Objects.requireNonNull(dumps.heap()), threads, new ArrayList<>())) {
                RetainedFacts.of(DominatorTree.of(heap, noGroups(), done -> {}), noGroups());

                assertThat(heap.size()).isGreaterThanOrEqualTo(OBJECTS);
                assertThat((double) heap.space().peakBytes() / heap.size())
                        .as("with %d workers", threads)
                        .isBetween(
                                MOST_TABLE_BYTES_PER_OBJECT / 2,
                                threads == 1 ? MOST_TABLE_BYTES_PER_OBJECT : MOST_TABLE_BYTES_OF_TWO_WORKERS);
            }
        }
    }

    @Test
    void passesAllocateNothingByObjectsOnTheJavaHeap() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            long before = threads.getCurrentThreadAllocatedBytes();
            try (HeapGraph heap = graph(dump, 1, new ArrayList<>())) {
                RetainedFacts.of(DominatorTree.of(heap, noGroups(), done -> {}), noGroups());
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;

                assertThat((double) allocated / heap.size()).isBetween(0.0, MOST_JAVA_BYTES_PER_OBJECT);
            }
        }
    }

    private static HeapGraph graph(HeapDump dump, int threads, List<String> passes) {
        return new HeapGraphBuilder(dump, new Workers(threads), new MemoryLimit(Long.MAX_VALUE), noted(passes)).build();
    }

    private static HeapGraphBuilder.PassProgress noted(List<String> passes) {
        return (pass, done) -> {
            if (!passes.contains(pass)) {
                passes.add(pass);
            }
        };
    }

    private static ThreadGrouping noGroups() {
        return new ThreadGrouping(new int[0], new int[0], 0);
    }

    /// By `read` and its kin; what is read through a mapping does not count. Source: proc_pid_io(5).
    private static long bytesReadByCalls() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
                .findFirst()
                .orElseThrow();
    }
}
