package dev.holdup.samples.incidents;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Requests wait for room in the queue of an `AsyncAppender`, whose worker is stuck in the file.
final class LogbackAsyncFull extends StalledOrders {

    private static final String BLOCKED_FRAME = "ch.qos.logback.core.AsyncAppenderBase.put";
    private static final String[] WAITER = {BLOCKED_FRAME, "java.util.concurrent.ArrayBlockingQueue.put"};
    private static final String[] WORKER = {"ch.qos.logback.core.AsyncAppenderBase$Worker.run", NATIVE_WRITE};

    LogbackAsyncFull() {
        super("logback-async-full", "220 requests behind the full queue of a Logback AsyncAppender", "logback");
    }

    @Override
    List<Class<?>> loggingLibraries() {
        return List.of(LoggerFactory.class, LoggerContext.class, OutputStreamAppender.class);
    }

    @Override
    List<String> configurations() {
        return List.of("logback-async.xml");
    }

    @Override
    List<String> loggingOptions() {
        return List.of("-Dlogback.configurationFile=logback-async.xml");
    }

    @Override
    boolean isFirstStuck(StackTexts threads) {
        return threads.count(WAITER) == 1 && threads.count(WORKER) == 1;
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(WAITER) == REQUESTS && threads.count(WORKER) == 1;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "logging", "queue-full")
                .group("ch.qos.logback.core.AsyncAppenderBase.putUninterruptibly", threads.names(WAITER))
                .worker(threads.names(WORKER).get(0), NATIVE_WRITE)
                .remedy("neverBlock")
                .payload(REQUESTS, orderBytes(scale), SHARED_BYTES)
                .besidesBuffers();
    }
}
