package dev.holdup.benchmarks.peers;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import shark.CloseableHeapGraph;
import shark.HeapGraph;
import shark.HprofHeapGraph;
import shark.HprofIndex;
import shark.HprofRecordTag;
import shark.internal.ObjectDominators;

/// LeakCanary's library.
///
/// Its dominator tree of all objects can only be had printed, unless one calls the private method that makes it.
public final class SharkPeer implements Peer {
    /// As the library takes them if it is not told otherwise.
    private static final EnumSet<HprofRecordTag> ROOTS = HprofIndex.Companion.defaultIndexedGcRootTags();

    private final CloseableHeapGraph graph;
    private final Map<Long, ?> nodeByObject;
    private final Method shallow;
    private final Method retained;

    private SharkPeer(CloseableHeapGraph graph, Map<Long, ?> nodeByObject, Method shallow, Method retained) {
        this.graph = graph;
        this.nodeByObject = nodeByObject;
        this.shallow = shallow;
        this.retained = retained;
    }

    public static SharkPeer analyze(Path dump) throws IOException {
        CloseableHeapGraph graph = HprofHeapGraph.Companion.openHeapGraph(dump.toFile(), null, ROOTS);
        try {
            Method build = ObjectDominators.class.getDeclaredMethod("buildDominatorTree", HeapGraph.class, List.class);
            build.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<Long, ?> nodes = (Map<Long, ?>) build.invoke(new ObjectDominators(), graph, List.of());
            Class<?> node = Class.forName(ObjectDominators.class.getName() + "$DominatorNode");
            return new SharkPeer(graph, nodes, node.getMethod("getShallowSize"), node.getMethod("getRetainedSize"));
        } catch (ReflectiveOperationException other) {
            graph.close();
            throw new IOException("this version of Shark has no dominator tree to be called for", other);
        }
    }

    @Override
    public long objects() {
        return graph.getObjectCount();
    }

    @Override
    public long shallowBytes(long objectId) {
        return figure(shallow, objectId, 0);
    }

    @Override
    public long retainedBytes(long objectId) {
        return figure(retained, objectId, -1);
    }

    private long figure(Method method, long objectId, long absent) {
        Object node = nodeByObject.get(objectId);
        if (node == null) {
            return absent;
        }
        try {
            return ((Number) method.invoke(node)).longValue();
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        graph.close();
    }
}
