package dev.holdup.samples.incidents;

import com.lmax.disruptor.RingBuffer;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/// Requests wait for room in the ring buffer of asynchronous loggers, whose one thread is stuck in the file.
class Log4j2AsyncFull extends StalledOrders {

    private static final String BLOCKED_FRAME = "org.apache.logging.log4j.core.async.AsyncLogger.handleRingBufferFull";
    private static final String[] WAITER = {BLOCKED_FRAME, "-exec-"};
    private static final String[] WORKER = {"\"Log4j2-", NATIVE_WRITE};

    Log4j2AsyncFull() {
        this("log4j2-async-full", "220 requests behind the full ring buffer of Log4j 2 async loggers");
    }

    Log4j2AsyncFull(String name, String summary) {
        super(name, summary, "log4j");
    }

    @Override
    final List<Class<?>> loggingLibraries() {
        return List.of(LogManager.class, LoggerContext.class, RingBuffer.class);
    }

    @Override
    final List<String> configurations() {
        return List.of("log4j2.xml");
    }

    @Override
    final List<String> loggingOptions() {
        return List.of(
                "-Dlog4j2.configurationFile=log4j2.xml",
                "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector",
                "-Dlog4j2.asyncLoggerRingBufferSize=256");
    }

    @Override
    final boolean isFirstStuck(StackTexts threads) {
        return threads.count(WAITER) == 1 && threads.count(WORKER) == 1;
    }

    @Override
    final boolean isReached(StackTexts threads) {
        return threads.count(WAITER) == REQUESTS && threads.count(WORKER) == 1;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return base(threads).payload(REQUESTS, orderBytes(scale), SHARED_BYTES).besidesBuffers();
    }

    final Expected base(StackTexts threads) {
        return new Expected("blocked", "logging", "queue-full")
                .group(BLOCKED_FRAME, threads.names(WAITER))
                .worker(threads.names(WORKER).get(0), NATIVE_WRITE)
                .remedy("log4j2.asyncQueueFullPolicy");
    }
}
