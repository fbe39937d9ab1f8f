package dev.holdup.samples.incidents;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdup.samples.apps.ReportShop;
import java.io.IOException;
import java.util.List;
import org.h2.Driver;
import org.slf4j.LoggerFactory;

/// Ten slow queries hold all connections of the pool, sixty requests wait for one.
final class HikariExhausted extends Incident {

    private static final int POOL = 10;
    private static final int REQUESTS = 60;
    static final String BLOCKED_FRAME = "com.zaxxer.hikari.pool.HikariPool.getConnection";
    static final String HOLDER_FRAME = "dev.holdup.samples.apps.ReportShop.yearlyTurnover";
    static final String[] WAITER = {BLOCKED_FRAME, "com.zaxxer.hikari.util.ConcurrentBag.borrow"};

    HikariExhausted() {
        super("hikari-exhausted", "60 requests wait for a connection, ten slow queries hold all of them");
    }

    @Override
    Class<?> application() {
        return ReportShop.class;
    }

    @Override
    List<Class<?>> libraries() {
        return List.of(HikariDataSource.class, Driver.class, LoggerFactory.class);
    }

    @Override
    List<String> arguments(Scale scale) {
        return List.of(Integer.toString(POOL), Integer.toString(REQUESTS), Integer.toString(requestBytes(scale)));
    }

    private static int requestBytes(Scale scale) {
        return scale.choose(256 << 10, 64 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("READY");
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(WAITER) == REQUESTS && threads.count(HOLDER_FRAME, "java.lang.Thread.sleep") == POOL;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "jdbc-pool", "pool-exhausted")
                .group(BLOCKED_FRAME, threads.names(WAITER))
                .and("holders", threads.names(HOLDER_FRAME))
                .and("holderFrame", HOLDER_FRAME)
                .remedy("leakDetectionThreshold")
                .payload(REQUESTS, requestBytes(scale), 0)
                .threadsAlone(Expected.holdersUnknown());
    }
}
