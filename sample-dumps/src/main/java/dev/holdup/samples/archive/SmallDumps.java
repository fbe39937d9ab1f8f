package dev.holdup.samples.archive;

import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticProcess;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.ThreadDumpText;
import dev.holdup.samples.synthetic.ThreadText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Dumps of small incidents, each told from the others by its time and its number of threads.
final class SmallDumps {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String APPENDER = "ch.qos.logback.core.OutputStreamAppender";
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final int PARKED = 0x291;

    private SmallDumps() {}

    /// Request threads wait for the lock of a file appender, whose owner writes.
    static byte[] stalledHeap(Instant time, int waiting, int payloadBytes) {
        HeapDumpWriter heap = new HeapDumpWriter(IdSize.EIGHT);
        heap.options().writtenAtMillis(time.toEpochMilli());
        heap.root(RootKind.JNI_GLOBAL, heap.primitiveArray(FieldKind.BYTE, 4 * payloadBytes));
        SyntheticThread owner = heap.thread("exec-0")
                .tid(100)
                .eetop(0x7000)
                .frame("java.io.FileOutputStream", "writeBytes")
                .frame("java.io.FileOutputStream", "write")
                .frame(APPENDER, "writeBytes");
        owner.live();
        long lock = heap.lockSync(owner.id());
        for (int i = 1; i <= waiting; i++) {
            heap.thread("exec-" + i)
                    .tid(100 + i)
                    .eetop(0x7000 + 0x100L * i)
                    .threadStatus(PARKED)
                    .parkedOn(lock)
                    .frame("jdk.internal.misc.Unsafe", "park")
                    .frame("java.util.concurrent.locks.LockSupport", "park")
                    .frame("java.util.concurrent.locks.AbstractQueuedSynchronizer", "acquire")
                    .frame("java.util.concurrent.locks.ReentrantLock", "lock")
                    .frame(APPENDER, "writeBytes")
                    .frame("com.acme.Orders", "place")
                    .local(heap.primitiveArray(FieldKind.BYTE, payloadBytes))
                    .live();
        }
        return heap.toByteArray();
    }

    static byte[] stalledThreads(Instant time, int waiting) {
        long lock = 0x7_1000_0000L;
        ThreadDumpText dump = ThreadDumpText.ofJdk25().date(DATE.format(time));
        dump.thread("exec-0")
                .number(100)
                .tid(0x7000)
                .state("runnable", "RUNNABLE")
                .frame("java.io.FileOutputStream.writeBytes(Native Method)")
                .frame("java.io.FileOutputStream.write(FileOutputStream.java:367)")
                .frame(APPENDER + ".writeBytes(OutputStreamAppender.java:209)")
                .owns(lock, LOCK);
        for (int i = 1; i <= waiting; i++) {
            dump.thread("exec-" + i)
                    .number(100 + i)
                    .tid(0x7000 + 0x100L * i)
                    .parkedOn(lock, LOCK)
                    .frame("java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)")
                    .frame("java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:323)")
                    .frame(APPENDER + ".writeBytes(OutputStreamAppender.java:206)")
                    .frame("com.acme.Orders.place(Orders.java:41)");
        }
        return bytes(dump.text());
    }

    /// One thread sleeps with the monitor that all others want.
    static byte[] contended(Instant time, int waiting) {
        ThreadDumpText dump = ThreadDumpText.ofJdk17().date(DATE.format(time));
        dump.thread("nightly")
                .number(50)
                .tid(0x5000)
                .state("waiting on condition", "TIMED_WAITING (sleeping)")
                .frame("java.lang.Thread.sleep(java.base@17.0.15/Native Method)")
                .frame("com.acme.Stock.rebuild(Stock.java:88)")
                .locked(0x7_2000_0000L, "com.acme.Stock");
        for (int i = 1; i <= waiting; i++) {
            dump.thread("web-" + i)
                    .number(50 + i)
                    .tid(0x5000 + 0x100L * i)
                    .blockedOn(0x7_2000_0000L, "com.acme.Stock", "com.acme.Stock.take(Stock.java:31)");
        }
        return bytes(dump.text());
    }

    static byte[] deadlock(Instant time) {
        ThreadDumpText dump = ThreadDumpText.ofJdk17().date(DATE.format(time));
        ThreadText one = dump.thread("transfer-1")
                .number(11)
                .tid(0x1100)
                .blockedOn(0x7_3000_0010L, "com.acme.Account", "com.acme.Bank.transfer(Bank.java:20)")
                .locked(0x7_3000_0000L, "com.acme.Account");
        ThreadText other = dump.thread("transfer-2")
                .number(12)
                .tid(0x1200)
                .blockedOn(0x7_3000_0000L, "com.acme.Account", "com.acme.Bank.transfer(Bank.java:20)")
                .locked(0x7_3000_0010L, "com.acme.Account");
        dump.monitorDeadlock("com.acme.Account", one, other);
        return bytes(dump.text());
    }

    static byte[] idle(Instant time, int threads) {
        ThreadDumpText dump = ThreadDumpText.ofJdk25().date(DATE.format(time));
        for (int i = 1; i <= threads; i++) {
            dump.thread("pool-1-thread-" + i)
                    .number(20 + i)
                    .tid(0x2000 + 0x100L * i)
                    .parkedOn(0x7_4000_0000L, "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject")
                    .frame("java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)")
                    .frame("java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)")
                    .frame("java.util.concurrent.ThreadPoolExecutor.getTask(ThreadPoolExecutor.java:1070)")
                    .frame("java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1130)");
        }
        return bytes(dump.text());
    }

    /// One process is sent far more than it receives.
    static byte[] mailbox(int messages) {
        CrashDumpText node = new CrashDumpText(CrashDumpStyle.OTP_25);
        node.process(new SyntheticProcess("<0.10.0>")
                .state("Running")
                .named("audit_log")
                .queue(messages)
                .memory(30_000_000));
        for (int i = 1; i <= 20; i++) {
            node.process(new SyntheticProcess("<0." + (10 + i) + ".0>")
                    .state("Waiting")
                    .memory(2_000));
        }
        return bytes(node.text());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
