package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapStackTrace;
import java.util.List;

/// How many virtual nodes a search may need behind the objects.
final class VirtualNodes {
    /// Virtual root, what soft, weak and phantom references alone reach, and room for the subsystems.
    private static final int FIXED = 1 << 10;

    private VirtualNodes() {}

    /// A group has at least one thread and a subsystem at least one group, so four nodes a thread and one a
    /// frame are enough.
    static int mostFor(HeapDump dump, List<IndexPass.ThreadRoot> threads) {
        long nodes = FIXED;
        for (IndexPass.ThreadRoot thread : threads) {
            HeapStackTrace trace = dump.stackTrace(thread.stackSerial());
            nodes += 4 + (trace == null ? 0 : trace.frames().size());
        }
        return (int) Math.min(nodes, ObjectIndex.TooManyObjects.LIMIT);
    }
}
