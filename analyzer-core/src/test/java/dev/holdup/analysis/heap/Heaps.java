package dev.holdup.analysis.heap;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Opens synthetic dumps as heap graphs.
public final class Heaps {
    private Heaps() {}

    /// A graph together with the file it reads from.
    public record OpenHeap(OpenDumps dumps, HeapGraph graph, Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            graph.close();
            dumps.close();
            Files.deleteIfExists(file);
        }

        public int index(long objectId) {
            return graph.objects().indexOf(objectId);
        }
    }

    public static OpenHeap open(HeapDumpWriter writer) throws IOException, MalformedDumpException {
        return open(writer, 2);
    }

    public static OpenHeap open(HeapDumpWriter writer, int threads) throws IOException, MalformedDumpException {
        Path file = Files.createTempFile("holdup-test", ".hprof");
        writer.writeTo(file);
        OpenDumps dumps = DumpReader.openAll(List.of(file));
        HeapDump heap = Objects.requireNonNull(dumps.heap());
        return new OpenHeap(dumps, new HeapGraphBuilder(heap, new Workers(threads), (pass, done) -> {}).build(), file);
    }

    /// A dump that is there already; closing it deletes the file.
    public static OpenHeap open(Path file) throws IOException, MalformedDumpException {
        OpenDumps dumps = DumpReader.openAll(List.of(file));
        HeapDump heap = Objects.requireNonNull(dumps.heap());
        return new OpenHeap(dumps, new HeapGraphBuilder(heap, new Workers(2), (pass, done) -> {}).build(), file);
    }
}
