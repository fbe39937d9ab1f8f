package dev.holdup.samples.incidents;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Requests log through one Logback file appender, whose file takes no more.
final class LogbackStalledDisk extends StalledOrders {

    static final String BLOCKED_FRAME = "ch.qos.logback.core.OutputStreamAppender.writeBytes";
    static final String[] WAITER = {BLOCKED_FRAME, "java.util.concurrent.locks.ReentrantLock.lock"};
    static final String[] OWNER = {BLOCKED_FRAME, NATIVE_WRITE};

    LogbackStalledDisk() {
        super(
                "logback-stalled-disk",
                "220 requests behind one synchronous Logback appender on a stalled file",
                "logback");
    }

    @Override
    List<Class<?>> loggingLibraries() {
        return List.of(LoggerFactory.class, LoggerContext.class, OutputStreamAppender.class);
    }

    @Override
    List<String> configurations() {
        return List.of("logback-sync.xml");
    }

    @Override
    List<String> loggingOptions() {
        return List.of("-Dlogback.configurationFile=logback-sync.xml");
    }

    @Override
    boolean isFirstStuck(StackTexts threads) {
        return threads.count(OWNER) == 1;
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(OWNER) == 1 && threads.count(WAITER) == REQUESTS - 1;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "logging", "slow-output")
                .group(BLOCKED_FRAME, threads.names(WAITER))
                .and("waiters", REQUESTS - 1)
                .and("ownerIncluded", REQUESTS)
                .owner(threads.names(OWNER).get(0), NATIVE_WRITE)
                .remedy("neverBlock")
                .payload(REQUESTS - 1, orderBytes(scale), SHARED_BYTES)
                .and("ownerPayloadBytes", orderBytes(scale))
                .besidesBuffers();
    }
}
