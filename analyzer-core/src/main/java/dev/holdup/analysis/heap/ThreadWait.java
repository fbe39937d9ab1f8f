package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.JvmFrame;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a live thread waits for, as its own fields and frames say.
///
/// @param objectIndex of what it waits for
/// @param how `parked` on it (`Thread.parkBlocker`), or `Object.wait` was called on it
/// @param ownerThread address of the thread that holds it; 0 if none does or the heap does not say
public record ThreadWait(int objectIndex, String how, long ownerThread) {

    /// Null if it waits for nothing, or the dump does not say for what.
    public static @Nullable ThreadWait of(HeapThread thread) {
        HeapThread.Blocker blocker = thread.parkBlocker();
        if (blocker != null) {
            return new ThreadWait(blocker.objectIndex(), "parked", blocker.ownerThread());
        }
        int waiting = 0;
        while (waiting < thread.frames().size() && isObjectWait(thread.frames().get(waiting))) {
            waiting++;
        }
        Set<Integer> monitors = new LinkedHashSet<>();
        for (HeapThread.Local local : thread.locals()) {
            if (local.frameIndex() >= 0
                    && local.frameIndex() < waiting
                    && local.objectIndex() >= 0
                    && local.objectIndex() != thread.objectIndex()) {
                monitors.add(local.objectIndex());
            }
        }
        // Frames of Object.wait have the object among their locals, and the thread itself; compiled ones may have
        // nothing.
        return monitors.size() == 1 ? new ThreadWait(monitors.iterator().next(), "Object.wait", 0) : null;
    }

    private static boolean isObjectWait(JvmFrame frame) {
        return frame.className().equals("java.lang.Object") && frame.method().startsWith("wait");
    }
}
