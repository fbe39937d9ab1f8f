package dev.holdup.benchmarks.threads;

/// Text of `jstack -l` with as many threads as asked for: of ten, five wait for one lock, three for work, one reads a
/// socket and one writes, each group by three ways of calling that differ in their frames.
public final class LargeThreadDump {
    private static final String SYNC = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final int WAYS = 3;

    private LargeThreadDump() {}

    /// @param frames of each thread's stack
    public static String of(int threads, int frames) {
        StringBuilder text = new StringBuilder(threads * (frames * 75 + 300));
        text.append("2026-11-23 10:11:12\n")
                .append("Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing):\n\n");
        for (int i = 0; i < threads; i++) {
            thread(text, i, frames);
        }
        text.append("\"VM Thread\" os_prio=0 cpu=2.11ms elapsed=5.46s tid=0x00007fa1cc0b00e0 nid=5841 runnable  \n\n")
                .append("JNI global refs: 15, weak refs: 0\n\n");
        return text.toString();
    }

    private static void thread(StringBuilder text, int index, int frames) {
        int kind = index % 10;
        boolean waits = kind < 8;
        text.append("\"http-nio-8080-exec-%d\" #%d [%d] daemon prio=5 os_prio=0 cpu=%d.25ms elapsed=512.17s"
                .formatted(index, index + 30, 30_000 + index, index % 900));
        text.append(" tid=0x%016x nid=%d %s  [0x%016x]%n   java.lang.Thread.State: %s%n"
                .formatted(
                        0x7fa1_0000_0000L + index * 0x1000L,
                        30_000 + index,
                        waits ? "waiting on condition" : "runnable",
                        0x7fa2_0000_0000L + index * 0x100_000L,
                        waits ? "WAITING (parking)" : "RUNNABLE"));
        int above = waits ? waiting(text, kind < 5 ? 0x7000_0000L : 0x7100_0000L) : running(text, kind);
        int way = index / 10 % WAYS;
        for (int i = above; i < frames; i++) {
            text.append("\tat com.acme.shop.Service%d$Handler.step%d(Service%d.java:%d)\n"
                    .formatted(kind, i, kind, 10 * i + way));
            if (!waits && i == above) {
                text.append("\t- locked <0x%016x> (a com.acme.shop.Session)\n".formatted(0x7200_0000L + index * 16L));
            }
        }
        text.append("\n   Locked ownable synchronizers:\n");
        text.append(index == 9 ? "\t- <0x0000000070000000> (a " + SYNC + ")\n\n" : "\t- None\n\n");
    }

    private static int waiting(StringBuilder text, long lock) {
        text.append("\tat jdk.internal.misc.Unsafe.park(java.base@25.0.3/Native Method)\n")
                .append("\t- parking to wait for  <0x%016x> (a %s)\n".formatted(lock, SYNC))
                .append("\tat java.util.concurrent.locks.LockSupport.park(java.base@25.0.3/LockSupport.java:223)\n");
        return 2;
    }

    private static int running(StringBuilder text, int kind) {
        text.append(
                kind == 8
                        ? "\tat sun.nio.ch.SocketDispatcher.read0(java.base@25.0.3/Native Method)\n"
                        : "\tat java.io.FileOutputStream.writeBytes(java.base@25.0.3/Native Method)\n");
        return 1;
    }
}
