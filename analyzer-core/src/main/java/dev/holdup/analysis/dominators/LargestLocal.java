package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The local variable of a thread that keeps the most alive. Several frames may hold it, as those that work on a list
/// do: then no frame alone keeps it, and the outermost one that is not the JDK's, which made it, says best what it is.
///
/// @param frameIndex on the heap thread's stack
public record LargestLocal(int frameIndex, String className, long bytes) {
    private static final int MOST_LOCALS = 10_000;
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /// Null if no local keeps anything.
    static @Nullable LargestLocal of(DominatorTree tree, HeapThread thread) {
        HeapThread.Local largest = null;
        long most = 0;
        Set<Integer> seen = new HashSet<>();
        List<HeapThread.Local> locals = thread.locals();
        for (HeapThread.Local local : locals.subList(0, Math.min(MOST_LOCALS, locals.size()))) {
            if (local.frameIndex() >= 0
                    && local.objectIndex() >= 0
                    && !tree.isLiveThread(local.objectIndex())
                    && seen.add(local.objectIndex())) {
                long bytes = tree.retainedBytes(local.objectIndex());
                if (bytes > most) {
                    most = bytes;
                    largest = local;
                }
            }
        }
        return largest == null ? null : new LargestLocal(frame(thread, largest), largest.className(), most);
    }

    private static int frame(HeapThread thread, HeapThread.Local largest) {
        int innermost = Integer.MAX_VALUE;
        int ours = -1;
        for (HeapThread.Local local : thread.locals()) {
            if (local.objectIndex() == largest.objectIndex() && local.frameIndex() >= 0) {
                innermost = Math.min(innermost, local.frameIndex());
                JvmFrame frame = thread.frames().get(local.frameIndex());
                if (JDK.stream().noneMatch(frame.className()::startsWith)) {
                    ours = Math.max(ours, local.frameIndex());
                }
            }
        }
        return ours >= 0 ? ours : innermost;
    }
}
