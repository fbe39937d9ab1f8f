package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.JvmFrame;
import java.util.Arrays;
import java.util.List;

/// Stacks for tests, written as one `class.method` a line, innermost first.
public final class Stacks {
    public static final String PARKED_LOCK = """
            jdk.internal.misc.Unsafe.park
            java.util.concurrent.locks.LockSupport.park
            java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire
            java.util.concurrent.locks.ReentrantLock$Sync.lock
            java.util.concurrent.locks.ReentrantLock.lock
            """;
    public static final String LOGBACK_WAITER = PARKED_LOCK + """
            ch.qos.logback.core.OutputStreamAppender.writeBytes
            ch.qos.logback.core.OutputStreamAppender.writeOut
            ch.qos.logback.core.OutputStreamAppender.subAppend
            ch.qos.logback.classic.Logger.info
            com.acme.Orders.place
            """;
    public static final String LOGBACK_OWNER = """
            java.io.FileOutputStream.writeBytes
            java.io.FileOutputStream.write
            ch.qos.logback.core.recovery.ResilientOutputStreamBase.write
            ch.qos.logback.core.OutputStreamAppender.writeByteArrayToOutputStreamWithPossibleFlush
            ch.qos.logback.core.OutputStreamAppender.writeBytes
            ch.qos.logback.core.OutputStreamAppender.writeOut
            ch.qos.logback.core.OutputStreamAppender.subAppend
            ch.qos.logback.classic.Logger.info
            com.acme.Orders.place
            """;
    public static final String HIKARI_WAITER = """
            jdk.internal.misc.Unsafe.park
            java.util.concurrent.locks.LockSupport.parkNanos
            java.util.concurrent.LinkedTransferQueue$DualNode.await
            java.util.concurrent.SynchronousQueue$Transferer.xferLifo
            java.util.concurrent.SynchronousQueue.poll
            com.zaxxer.hikari.util.ConcurrentBag.borrow
            com.zaxxer.hikari.pool.HikariPool.getConnection
            com.zaxxer.hikari.pool.HikariPool.getConnection
            com.zaxxer.hikari.HikariDataSource.getConnection
            com.acme.Orders.load
            """;
    public static final String POOL_WORKER = """
            jdk.internal.misc.Unsafe.park
            java.util.concurrent.locks.LockSupport.park
            java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionNode.block
            java.util.concurrent.ForkJoinPool.unmanagedBlock
            java.util.concurrent.ForkJoinPool.managedBlock
            java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await
            java.util.concurrent.LinkedBlockingQueue.take
            java.util.concurrent.ThreadPoolExecutor.getTask
            java.util.concurrent.ThreadPoolExecutor.runWorker
            java.util.concurrent.ThreadPoolExecutor$Worker.run
            java.lang.Thread.run
            """;

    private Stacks() {}

    public static List<JvmFrame> frames(String text) {
        return Arrays.stream(text.strip().split("\n"))
                .filter(line -> !line.isBlank())
                .map(line -> new JvmFrame(
                        line.substring(0, line.lastIndexOf('.')),
                        line.substring(line.lastIndexOf('.') + 1),
                        null,
                        JvmFrame.UNKNOWN))
                .toList();
    }
}
