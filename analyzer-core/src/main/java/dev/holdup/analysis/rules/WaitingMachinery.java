package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.JvmFrame;
import java.util.List;
import java.util.Set;

/// The JDK's own code for waiting: frames that say that a thread waits, and not what for.
public final class WaitingMachinery {
    private static final String LOCKS = "java.util.concurrent.locks.";

    /// Classes all of whose methods belong to it, nested classes included.
    private static final Set<String> CLASSES = Set.of(
            "java.lang.VirtualThread",
            "java.lang.ThreadContinuation",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.CyclicBarrier",
            "java.util.concurrent.DelayQueue",
            "java.util.concurrent.Exchanger",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.Phaser",
            "java.util.concurrent.PriorityBlockingQueue",
            "java.util.concurrent.Semaphore",
            "java.util.concurrent.SynchronousQueue",
            "java.util.concurrent.TimeUnit",
            "jdk.internal.misc.Blocker",
            "jdk.internal.misc.InternalLock",
            "jdk.internal.misc.VirtualThreads",
            "jdk.internal.vm.Continuation",
            "jdk.internal.vm.ThreadContainers");

    private WaitingMachinery() {}

    public static boolean contains(JvmFrame frame) {
        String name = frame.className();
        String method = frame.method();
        return switch (name) {
            case "jdk.internal.misc.Unsafe", "sun.misc.Unsafe" -> method.equals("park");
            // The anonymous JavaLangAccess: its number changes with releases.
            case String s when s.startsWith("java.lang.System$") -> method.equals("parkVirtualThread");
            case "java.lang.Object" -> method.startsWith("wait");
            case "java.lang.Thread" -> method.startsWith("sleep") || method.equals("join") || method.startsWith("park");
            case "java.util.concurrent.FutureTask" -> method.equals("get") || method.equals("awaitDone");
            case "java.util.concurrent.ForkJoinPool" ->
                method.endsWith("anagedBlock") || method.startsWith("awaitDone");
            case "java.util.concurrent.ForkJoinTask" ->
                method.equals("get") || method.equals("join") || method.startsWith("awaitDone");
            // The bridge from LockSupport to virtual threads; the number of the nested class differs between JDKs.
            default ->
                name.startsWith("java.lang.System$") && method.equals("parkVirtualThread")
                        || name.startsWith(LOCKS)
                        || CLASSES.contains(outermost(name));
        };
    }

    /// Frames from the top that belong to it.
    public static int depth(List<JvmFrame> frames) {
        int depth = 0;
        while (depth < frames.size() && contains(frames.get(depth))) {
            depth++;
        }
        return depth;
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
