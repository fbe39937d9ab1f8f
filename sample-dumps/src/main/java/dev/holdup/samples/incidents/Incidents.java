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
            new HikariExhausted(),
            Deadlock.ofMonitors(),
            Deadlock.ofLocks(),
            new StaticCacheLeak(),
            new Healthy());

    private Incidents() {}

    public static List<Incident> all() {
        return ALL;
    }

    public static Optional<Incident> named(String name) {
        return ALL.stream().filter(incident -> incident.name().equals(name)).findFirst();
    }
}
