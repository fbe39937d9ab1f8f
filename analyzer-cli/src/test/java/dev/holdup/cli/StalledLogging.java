package dev.holdup.cli;

import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.ThreadDumpText;
import dev.holdup.samples.synthetic.ThreadText;
import java.io.IOException;
import java.nio.file.Path;

/// Dumps of a small incident: twelve request threads wait for the lock of a file appender, whose owner writes.
final class StalledLogging {
    static final int WAITING = 12;
    private static final int PAYLOAD_BYTES = 1 << 20;
    private static final String APPENDER = "ch.qos.logback.core.OutputStreamAppender";
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final int PARKED = 0x291;

    private StalledLogging() {}

    static void writeHeapDump(Path file) throws IOException {
        HeapDumpWriter heap = new HeapDumpWriter(IdSize.EIGHT);
        heap.root(RootKind.JNI_GLOBAL, heap.primitiveArray(FieldKind.BYTE, 4 * PAYLOAD_BYTES));
        SyntheticThread owner = heap.thread("http-nio-8080-exec-0")
                .tid(100)
                .eetop(0x7000)
                .frame("java.io.FileOutputStream", "writeBytes")
                .frame("java.io.FileOutputStream", "write")
                .frame(APPENDER, "writeByteArrayToOutputStreamWithPossibleFlush")
                .frame(APPENDER, "writeBytes");
        owner.live();
        long lock = heap.lockSync(owner.id());
        for (int i = 1; i <= WAITING; i++) {
            SyntheticThread thread = heap.thread("http-nio-8080-exec-" + i)
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
                    .local(heap.primitiveArray(FieldKind.BYTE, PAYLOAD_BYTES));
            thread.live();
        }
        heap.writeTo(file);
    }

    static void writeThreadDump(Path file, String time) throws IOException {
        long lock = 0x7_1000_0000L;
        ThreadDumpText dump = ThreadDumpText.ofJdk25().date("2026-11-03 10:15:" + time);
        dump.thread("http-nio-8080-exec-0")
                .number(100)
                .tid(0x7000)
                .state("runnable", "RUNNABLE")
                .frame("java.io.FileOutputStream.writeBytes(Native Method)")
                .frame("java.io.FileOutputStream.write(FileOutputStream.java:367)")
                .frame(APPENDER + ".writeByteArrayToOutputStreamWithPossibleFlush(OutputStreamAppender.java:229)")
                .frame(APPENDER + ".writeBytes(OutputStreamAppender.java:209)")
                .owns(lock, LOCK);
        for (int i = 1; i <= WAITING; i++) {
            ThreadText thread =
                    dump.thread("http-nio-8080-exec-" + i).number(100 + i).tid(0x7000 + 0x100L * i);
            thread.parkedOn(lock, LOCK)
                    .frame("java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)")
                    .frame(
                            "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(AbstractQueuedSynchronizer.java:754)")
                    .frame("java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:323)")
                    .frame(APPENDER + ".writeBytes(OutputStreamAppender.java:206)")
                    .frame("com.acme.Orders.place(Orders.java:41)");
        }
        dump.writeTo(file);
    }
}
