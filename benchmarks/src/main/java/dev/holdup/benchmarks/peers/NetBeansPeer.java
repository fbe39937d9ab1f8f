package dev.holdup.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;

/// The heap library of NetBeans and VisualVM.
public final class NetBeansPeer implements Peer {
    private final Heap heap;

    private NetBeansPeer(Heap heap) {
        this.heap = heap;
    }

    public static NetBeansPeer analyze(Path dump) throws IOException {
        Heap heap = HeapFactory.createHeap(dump.toFile());
        // The only way to have all retained sizes worked out at once.
        heap.getBiggestObjectsByRetainedSize(1);
        return new NetBeansPeer(heap);
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
    public void close() {
        // Its temporary files go with the process.
    }
}
