package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.HealthyShop;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.startup.Tomcat;

/// Nothing is wrong: the counterpart that no report may find a culprit in.
final class Healthy extends Incident {

    private static final int CACHED = 32;
    private static final int ENTRY_BYTES = 8 << 10;
    private static final int REQUESTS = 100;
    private static final String IDLE = "org.apache.tomcat.util.threads.TaskQueue.take";

    private final int workers;

    private Healthy(String name, String summary, int workers) {
        super(name, summary);
        this.workers = workers;
    }

    static Healthy ordinary() {
        return new Healthy("healthy", "a Tomcat with idle workers, timers and a small bounded cache", 50);
    }

    static Healthy withLargePool() {
        return new Healthy("healthy-large-pool", "the same with 400 idle workers", 400);
    }

    @Override
    Class<?> application() {
        return HealthyShop.class;
    }

    @Override
    List<Class<?>> libraries() {
        return List.of(Tomcat.class, PostConstruct.class);
    }

    @Override
    List<String> arguments(Scale scale) {
        return List.of(Integer.toString(workers), Integer.toString(CACHED), Integer.toString(ENTRY_BYTES));
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        HttpRequests requests = new HttpRequests(child, Integer.parseInt(child.awaitLine("PORT")));
        for (int i = 0; i < REQUESTS; i++) {
            if (!HttpRequests.isAnswered(requests.send("/orders/" + i), 10_000)) {
                throw new StagingException("Request " + i + " was not answered");
            }
        }
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(IDLE, "-exec-") == workers;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return Expected.nothing()
                .innocent()
                .and("cacheBytes", CACHED * ENTRY_BYTES)
                .and("idle", threads.names(IDLE, "-exec-"));
    }
}
