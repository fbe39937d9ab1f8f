package dev.holdup.samples.incidents;

import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/// Requests log through one Log4j 2 file appender, whose file takes no more.
final class Log4j2SyncStalled extends StalledOrders {

    private static final String MANAGER = "org.apache.logging.log4j.core.appender.OutputStreamManager.";
    private static final String[] WAITER = {MANAGER + "writeBytes", "BLOCKED (on object monitor)"};
    private static final String[] OWNER = {MANAGER, NATIVE_WRITE};

    Log4j2SyncStalled() {
        super("log4j2-sync-stalled", "220 requests behind one synchronous Log4j 2 appender on a stalled file", "log4j");
    }

    @Override
    List<Class<?>> loggingLibraries() {
        return List.of(LogManager.class, LoggerContext.class);
    }

    @Override
    List<String> configurations() {
        return List.of("log4j2.xml");
    }

    @Override
    List<String> loggingOptions() {
        return List.of("-Dlog4j2.configurationFile=log4j2.xml");
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
                .group(MANAGER + "writeBytes", threads.names(WAITER))
                .and("waiters", REQUESTS - 1)
                .and("ownerIncluded", REQUESTS)
                .owner(threads.names(OWNER).get(0), NATIVE_WRITE)
                .remedy("log4j2.contextSelector")
                .payload(REQUESTS - 1, orderBytes(scale), SHARED_BYTES)
                .and("ownerPayloadBytes", orderBytes(scale))
                .besidesBuffers();
    }
}
