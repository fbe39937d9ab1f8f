package dev.holdup.samples.incidents;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdup.samples.apps.TwoTroubles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.Driver;
import org.slf4j.LoggerFactory;

/// A stalled log and an exhausted pool in one program, each with threads of its own.
final class TwoAtOnce extends SelfDriven {

    private static final int ORDERS = 120;
    private static final int POOL = 6;
    private static final int REQUESTS = 40;

    TwoAtOnce() {
        super(
                "two-at-once",
                "120 threads behind a stalled Logback file, and 40 others behind an exhausted HikariCP pool",
                TwoTroubles.class,
                List.of(
                        LoggerFactory.class,
                        LoggerContext.class,
                        OutputStreamAppender.class,
                        HikariDataSource.class,
                        Driver.class));
    }

    @Override
    List<String> configurations() {
        return List.of("logback-sync.xml");
    }

    @Override
    List<String> jvmOptions() {
        return List.of("-Xmx192m", "-Dlogback.configurationFile=logback-sync.xml");
    }

    @Override
    List<String> arguments(Scale scale) {
        return words("orders.log", ORDERS, bytes(scale), POOL, REQUESTS, bytes(scale));
    }

    private static int bytes(Scale scale) {
        return scale.choose(256 << 10, 192 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(LogbackStalledDisk.WAITER) == ORDERS - 1
                && threads.count(LogbackStalledDisk.OWNER) == 1
                && threads.count(HikariExhausted.WAITER) == REQUESTS
                && threads.count(HikariExhausted.HOLDER_FRAME) == POOL;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("kind", "blocked");
        second.put("category", "jdbc-pool");
        second.put("cause", "pool-exhausted");
        second.put("blockedFrame", HikariExhausted.BLOCKED_FRAME);
        second.put("units", REQUESTS);
        second.put("holders", threads.names(HikariExhausted.HOLDER_FRAME));
        return new Expected("blocked", "logging", "slow-output")
                .group(LogbackStalledDisk.BLOCKED_FRAME, threads.names(LogbackStalledDisk.WAITER))
                .owner(threads.names(LogbackStalledDisk.OWNER).get(0), StalledOrders.NATIVE_WRITE)
                .remedy("neverBlock")
                .payload(ORDERS - 1, bytes(scale), 0)
                .and("second", second);
    }
}
