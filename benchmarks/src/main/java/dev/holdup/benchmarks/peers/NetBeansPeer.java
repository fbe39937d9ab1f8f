package dev.holdup.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;

/// The heap library of NetBeans and VisualVM.
///
/// It keeps its tables in a folder beside the dump, and takes them from there the next time. So it is given a link to
/// the dump in a new folder: every run begins with nothing.
public final class NetBeansPeer implements Peer {
    private final Heap heap;
    private final Path folder;

    private NetBeansPeer(Heap heap, Path folder) {
        this.heap = heap;
        this.folder = folder;
    }

    public static NetBeansPeer analyze(Path dump) throws IOException {
        Path folder = Files.createTempDirectory("holdup-bench-");
        Path link = Files.createSymbolicLink(folder.resolve("heap.hprof"), dump.toAbsolutePath());
        Heap heap = HeapFactory.createHeap(link.toFile());
        // The only way to have all retained sizes worked out at once.
        heap.getBiggestObjectsByRetainedSize(1);
        return new NetBeansPeer(heap, folder);
    }

    @Override
    public long objects() {
        return heap.getSummary().getTotalLiveInstances();
    }

    @Override
    public long shallowBytes(long objectId) {
        Instance instance = heap.getInstanceByID(objectId);
        return instance == null ? 0 : instance.getSize();
    }

    @Override
    public long retainedBytes(long objectId) {
        Instance instance = heap.getInstanceByID(objectId);
        return instance == null ? -1 : instance.getRetainedSize();
    }

    @Override
    public void close() throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.walk(folder)) {
            inside = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.delete(file);
        }
    }
}
