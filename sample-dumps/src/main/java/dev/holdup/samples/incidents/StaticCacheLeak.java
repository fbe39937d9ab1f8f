package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.SessionRegistry;
import java.io.IOException;
import java.util.List;

/// A static map that only grows holds nearly all memory; no thread is to blame.
final class StaticCacheLeak extends Incident {

    private static final int SESSIONS = 1_000;
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

    StaticCacheLeak() {
        super("static-cache-leak", "a static map that only grows; every thread is idle");
    }

    @Override
    Class<?> application() {
        return SessionRegistry.class;
    }

    @Override
    List<Class<?>> libraries() {
        return List.of();
    }

    @Override
    List<String> arguments(Scale scale) {
        return List.of(Integer.toString(SESSIONS), Integer.toString(sessionBytes(scale)));
    }

    private static int sessionBytes(Scale scale) {
        return scale.choose(40 << 10, 16 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("READY");
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(IDLE) == 8;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        long bytes = sessionBytes(scale);
        return new Expected("retained-by-object", "application-data", "leak")
                .and("units", 0)
                .and("root", "dev.holdup.samples.apps.SessionRegistry.SESSIONS")
                .and("class", "java.util.concurrent.ConcurrentHashMap")
                .and("entries", SESSIONS)
                .and("entryClass", "dev.holdup.samples.apps.SessionRegistry$Session")
                .payload(SESSIONS, bytes, 0)
                .and("idle", threads.names(IDLE))
                .threadsAlone(Expected.nothing());
    }
}
