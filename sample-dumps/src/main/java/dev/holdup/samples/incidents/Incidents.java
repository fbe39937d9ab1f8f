package dev.holdup.samples.incidents;

import java.util.List;
import java.util.Optional;

/// All incidents that can be staged.
public final class Incidents {

    private static final List<Incident> ALL = List.of(
            new LogbackStalledDisk(),
            new LogbackAsyncFull(),
            new Log4j2SyncStalled(),
            new Log4j2AsyncFull(),
            new Log4j2AsyncBatches(),
            SyncLogStalled.log4j1(),
            SyncLogStalled.jul(),
            SyncLogStalled.stdout(),
            new HikariExhausted(),
            new Dbcp2Exhausted(),
            new HttpClient5Exhausted(),
            new SilentGateway(),
            new KafkaNoBroker(),
            new ExecutorBacklog(),
            new ExecutorStarved(),
            new BulkheadFull(),
            Deadlock.ofMonitors(),
            Deadlock.ofLocks(),
            new ClassInitDeadlock(),
            new ThreadLocalLeak(),
            new ClassLoaderLeak(),
            new StaticCacheLeak(),
            new ExportOutOfMemory(),
            new ThreadFlood(),
            new TwoAtOnce(),
            new CollectorTrouble(),
            Healthy.withLargePool(),
            Healthy.ordinary());

    private Incidents() {}

    public static List<Incident> all() {
        return ALL;
    }

    public static Optional<Incident> named(String name) {
        return ALL.stream().filter(incident -> incident.name().equals(name)).findFirst();
    }
}
