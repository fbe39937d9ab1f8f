package dev.holdup.samples.incidents;

import java.util.List;
import org.apache.log4j.Logger;

/// Requests log through a library that writes under a monitor, to a file or pipe that takes no more.
final class SyncLogStalled extends StalledOrders {

    private final String category;
    private final String blockedFrame;
    private final String remedy;
    private final List<Class<?>> libraries;
    private final List<String> configurations;
    private final List<String> options;
    private final String[] waiter;
    private final String[] owner;

    private SyncLogStalled(
            String name,
            String summary,
            String library,
            String category,
            String blockedFrame,
            String remedy,
            List<Class<?>> libraries,
            List<String> configurations,
            List<String> options) {
        super(name, summary, library);
        this.category = category;
        this.blockedFrame = blockedFrame;
        this.remedy = remedy;
        this.libraries = libraries;
        this.configurations = configurations;
        this.options = options;
        this.waiter = new String[] {blockedFrame, "BLOCKED (on object monitor)"};
        this.owner = new String[] {blockedFrame, NATIVE_WRITE};
    }

    static SyncLogStalled log4j1() {
        return new SyncLogStalled(
                "log4j1-stalled",
                "220 requests behind one appender of Log4j 1 (reload4j) on a stalled file",
                "log4j1",
                "logging",
                "org.apache.log4j.Category.callAppenders",
                "Blocking",
                List.of(Logger.class),
                List.of("log4j1.properties"),
                List.of("-Dlog4j.configuration=file:log4j1.properties"));
    }

    static SyncLogStalled jul() {
        return new SyncLogStalled(
                "jul-stalled",
                "220 requests behind one FileHandler of java.util.logging on a stalled file",
                "jul",
                "logging",
                "java.util.logging.StreamHandler.publish",
                "java.util.logging.ConsoleHandler.level",
                List.of(),
                List.of("jul.properties"),
                List.of("-Djava.util.logging.config.file=jul.properties"));
    }

    static SyncLogStalled stdout() {
        return new SyncLogStalled(
                "stdout-stalled",
                "220 requests print to a standard output that nobody reads",
                "stdout",
                "console-output",
                "java.io.PrintStream.println",
                "mode=non-blocking",
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    List<Class<?>> loggingLibraries() {
        return libraries;
    }

    @Override
    List<String> configurations() {
        return configurations;
    }

    @Override
    List<String> loggingOptions() {
        return options;
    }

    /// Only then is the pipe of its standard output full.
    @Override
    boolean leavesOutputUnread() {
        return category.equals("console-output");
    }

    @Override
    boolean isFirstStuck(StackTexts threads) {
        return threads.count(owner) == 1;
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(owner) == 1 && threads.count(waiter) == REQUESTS - 1;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", category, "slow-output")
                .group(blockedFrame, threads.names(waiter))
                .and("waiters", REQUESTS - 1)
                .and("ownerIncluded", REQUESTS)
                .owner(threads.names(owner).get(0), NATIVE_WRITE)
                .remedy(remedy)
                .payload(REQUESTS - 1, orderBytes(scale), SHARED_BYTES)
                .and("ownerPayloadBytes", orderBytes(scale))
                .besidesBuffers();
    }
}
