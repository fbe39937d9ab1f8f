package dev.holdup.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.benchmarks.MeasuringJvm;
import dev.holdup.dumps.hprof.HprofFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHeapTest {
    private static final long BYTES = 20_000_000;

    @TempDir
    private static Path folder;

    private static HprofFile dump;
    private static HeapGraph heap;

    @BeforeAll
    static void dumpAServer() throws Exception {
        Path file = folder.resolve("server.hprof");
        MeasuringJvm.java(
                List.of("-XX:+UseSerialGC", "-Xmx256m"),
                ServerHeap.class,
                List.of(file.toString(), Long.toString(BYTES), "7"));
        assertThat(Files.size(file)).isBetween(BYTES * 9 / 10, BYTES * 11 / 10);
        dump = HprofFile.open(file, "server.hprof", List.of());
        heap = new HeapGraphBuilder(dump, new Workers(2), (pass, done) -> {}).build();
    }

    @AfterAll
    static void close() {
        heap.close();
        dump.close();
    }

    @Test
    void allThreadsOfTheServerAreInTheDump() {
        assertThat(threads(ServerThreads.REQUEST_NAME)).hasSize(ServerThreads.REQUESTS);
        assertThat(threads(ServerThreads.IDLE_NAME)).hasSize(ServerThreads.IDLE);
        assertThat(threads(ServerThreads.DEEP_NAME)).hasSize(ServerThreads.DEEP);
        assertThat(threads(ServerThreads.OWNER_NAME)).hasSize(1);
    }

    @Test
    void requestsAloneKeepTheirPayload() {
        int[] ungrouped = new int[heap.threads().size()];
        Arrays.fill(ungrouped, -1);
        DominatorTree tree = DominatorTree.of(heap, new ThreadGrouping(ungrouped, new int[0], 0), (double done) -> {});
        for (HeapThread thread : threads(ServerThreads.REQUEST_NAME)) {
            long retained = tree.retainedOfThread(heap.threads().indexOf(thread));
            assertThat(retained)
                    .as(thread.name())
                    .isBetween((long) ServerThreads.PAYLOAD_BYTES, ServerThreads.PAYLOAD_BYTES + 8_000L);
        }
    }

    @Test
    void requestsWaitForTheLockOfTheOwner() {
        long owner = threads(ServerThreads.OWNER_NAME).getFirst().address();
        assertThat(threads(ServerThreads.REQUEST_NAME))
                .allSatisfy(thread -> assertThat(thread.parkBlocker())
                        .isNotNull()
                        .extracting(HeapThread.Blocker::ownerThread)
                        .isEqualTo(owner));
    }

    @Test
    void oneClassIsLoadedByManyLoaders() {
        List<HeapClass> settings = IntStream.range(0, heap.classes().size())
                .mapToObj(heap.classes()::get)
                .filter(heapClass -> heapClass.name().equals(Plugins.Settings.class.getName()))
                .toList();
        assertThat(settings.stream().map(HeapClass::loaderId).distinct()).hasSize(Plugins.LOADERS);
    }

    private static List<HeapThread> threads(String name) {
        return heap.threads().stream()
                .filter(thread -> thread.name().startsWith(name))
                .toList();
    }
}
