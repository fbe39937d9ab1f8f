package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.ReportShop;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.pool2.ObjectPool;
import org.h2.Driver;

/// As [HikariExhausted], with the pool of Commons DBCP 2.
final class Dbcp2Exhausted extends SelfDriven {

    private static final int POOL = 8;
    private static final int REQUESTS = 40;
    private static final String BLOCKED_FRAME = "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject";
    private static final String[] WAITER = {BLOCKED_FRAME, "org.apache.commons.pool2.impl.LinkedBlockingDeque.take"};

    Dbcp2Exhausted() {
        super(
                "dbcp2-exhausted",
                "40 requests wait for ever for a connection of DBCP 2, eight slow queries hold all of them",
                ReportShop.class,
                List.of(BasicDataSource.class, ObjectPool.class, LogFactory.class, Driver.class));
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(POOL, REQUESTS, requestBytes(scale), "dbcp2");
    }

    private static int requestBytes(Scale scale) {
        return scale.choose(256 << 10, 64 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(WAITER) == REQUESTS
                && threads.count(HikariExhausted.HOLDER_FRAME, "java.lang.Thread.sleep") == POOL;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "jdbc-pool", "pool-exhausted")
                .group(BLOCKED_FRAME, threads.names(WAITER))
                .holders(threads.names(HikariExhausted.HOLDER_FRAME), HikariExhausted.HOLDER_FRAME)
                .remedy("maxWaitMillis")
                .payload(REQUESTS, requestBytes(scale), 0)
                .threadsAlone(Expected.holdersUnknown());
    }
}
