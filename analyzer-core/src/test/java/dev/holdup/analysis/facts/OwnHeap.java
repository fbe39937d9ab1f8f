package dev.holdup.analysis.facts;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The heap of this very JVM, dumped and opened.
record OwnHeap(OpenDumps dumps, HeapGraph graph) implements AutoCloseable {

    static OwnHeap dump(Path folder) throws Exception {
        Path file = folder.resolve("own.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        OpenDumps dumps = DumpReader.openAll(List.of(file));
        HeapGraph graph =
                new HeapGraphBuilder(Objects.requireNonNull(dumps.heap()), new Workers(2), (pass, done) -> {}).build();
        return new OwnHeap(dumps, graph);
    }

    HeapThread thread(String name) {
        return graph.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        graph.close();
        dumps.close();
    }
}
