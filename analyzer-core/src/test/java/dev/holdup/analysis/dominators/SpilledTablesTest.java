package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables of a dump in memory, and in temporary files where the limit leaves no room.
class SpilledTablesTest {
    private static final MemoryLimit NOTHING = new MemoryLimit(0);
    private static final MemoryLimit ENOUGH = new MemoryLimit(Long.MAX_VALUE);
    private static final int OBJECTS = 400_000;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        Random random = new Random(3);
        long[] nodes = new long[OBJECTS];
        for (int i = 0; i < OBJECTS; i++) {
            nodes[i] = i == 0 ? dump.node(24) : dump.node(24, nodes[random.nextInt(i)]);
        }
        dump.root(RootKind.JNI_GLOBAL, nodes[OBJECTS - 1]);
        dump.root(RootKind.JNI_GLOBAL, nodes[OBJECTS / 2]);
        file = folder.resolve("heap.hprof");
        dump.writeTo(file);
    }

    @Test
    void tablesInFilesGiveTheSameAnswers() throws Exception {
        assertThat(retained(NOTHING)).isEqualTo(retained(ENOUGH));
    }

    @Test
    void tablesBeyondTheLimitAreNotInMemory() throws Exception {
        try (OpenDumps dumps = open();
                HeapGraph limited = graph(dumps, NOTHING)) {
            DominatorTree.of(limited, noGroups(), done -> {});

            assertThat(limited.space().peakBytes()).isLessThanOrEqualTo(10L << 20);
        }
    }

    @Test
    void temporaryFilesHaveNoNameWhileTheyAreInUse() throws Exception {
        try (OpenDumps dumps = open();
                HeapGraph limited = graph(dumps, NOTHING)) {
            assertThat(limited.size()).isGreaterThanOrEqualTo(OBJECTS);
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                assertThat(files.map(path -> String.valueOf(path.getFileName())))
                        .noneMatch(name -> name.startsWith(
                                "holdup-" + ProcessHandle.current().pid() + "-"));
            }
        }
    }

    private long[] retained(MemoryLimit limit) throws Exception {
        try (OpenDumps dumps = open();
                HeapGraph graph = graph(dumps, limit)) {
            DominatorTree tree = DominatorTree.of(graph, noGroups(), done -> {});
            long[] answers = new long[2 * graph.size()];
            for (int i = 0; i < graph.size(); i++) {
                answers[2 * i] = tree.retainedBytes(i);
                answers[2 * i + 1] = tree.immediateDominator(i);
            }
            return answers;
        }
    }

    private OpenDumps open() throws Exception {
        return DumpReader.openAll(List.of(file));
    }

    private static HeapGraph graph(OpenDumps dumps, MemoryLimit limit) {
        return new HeapGraphBuilder(Objects.requireNonNull(dumps.heap()), new Workers(2), limit, (pass, done) -> {})
                .build();
    }

    private static ThreadGrouping noGroups() {
        return new ThreadGrouping(new int[0], new int[0], 0);
    }
}
