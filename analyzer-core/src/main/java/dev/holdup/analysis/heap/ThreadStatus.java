package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.JvmFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thread's state out of the fields of its object.
///
/// @param detail `parked`, `in Object.wait`, `sleeping` or empty
record ThreadStatus(Thread.@Nullable State state, String detail) {
    // JVMTI_THREAD_STATE_…, as the JVM keeps them in Thread.threadStatus.
    private static final int ALIVE = 0x1;
    private static final int TERMINATED = 0x2;
    private static final int RUNNABLE = 0x4;
    private static final int WAITING_INDEFINITELY = 0x10;
    private static final int WAITING_WITH_TIMEOUT = 0x20;
    private static final int SLEEPING = 0x40;
    private static final int IN_OBJECT_WAIT = 0x100;
    private static final int PARKED = 0x200;
    private static final int BLOCKED_ON_MONITOR_ENTER = 0x400;

    // VirtualThread.BLOCKING and BLOCKED since JDK 24; no earlier release uses the numbers.
    private static final int VIRTUAL_BLOCKING = 12;
    private static final int VIRTUAL_BLOCKED = 13;

    static ThreadStatus ofPlatform(int bits) {
        String detail = (bits & PARKED) != 0
                ? "parked"
                : (bits & IN_OBJECT_WAIT) != 0 ? "in Object.wait" : (bits & SLEEPING) != 0 ? "sleeping" : "";
        if ((bits & BLOCKED_ON_MONITOR_ENTER) != 0) {
            return new ThreadStatus(Thread.State.BLOCKED, detail);
        }
        if ((bits & WAITING_INDEFINITELY) != 0) {
            return new ThreadStatus(Thread.State.WAITING, detail);
        }
        if ((bits & WAITING_WITH_TIMEOUT) != 0) {
            return new ThreadStatus(Thread.State.TIMED_WAITING, detail);
        }
        if ((bits & RUNNABLE) != 0) {
            return new ThreadStatus(Thread.State.RUNNABLE, "");
        }
        if ((bits & TERMINATED) != 0) {
            return new ThreadStatus(Thread.State.TERMINATED, "");
        }
        return new ThreadStatus((bits & ALIVE) != 0 ? Thread.State.RUNNABLE : null, "");
    }

    /// The numbers of `VirtualThread.state` changed between releases; the stack tells what they cannot.
    static ThreadStatus ofVirtual(int state, List<JvmFrame> frames) {
        if (state == VIRTUAL_BLOCKING || state == VIRTUAL_BLOCKED) {
            return new ThreadStatus(Thread.State.BLOCKED, "");
        }
        List<JvmFrame> top = frames.subList(0, Math.min(frames.size(), 6));
        // It sleeps by parking, so the frame that says so stands below the one that parks.
        if (top.stream().anyMatch(frame -> frame.qualifiedName().startsWith("java.lang.VirtualThread.sleep"))) {
            return new ThreadStatus(Thread.State.TIMED_WAITING, "sleeping");
        }
        for (JvmFrame frame : top) {
            String name = frame.qualifiedName();
            if (name.startsWith("java.lang.Object.wait")) {
                return new ThreadStatus(Thread.State.WAITING, "in Object.wait");
            }
            if (name.startsWith("java.lang.VirtualThread.parkNanos")) {
                return new ThreadStatus(Thread.State.TIMED_WAITING, "parked");
            }
            if (name.startsWith("java.lang.VirtualThread.park")) {
                return new ThreadStatus(Thread.State.WAITING, "parked");
            }
        }
        return new ThreadStatus(Thread.State.RUNNABLE, "");
    }
}
