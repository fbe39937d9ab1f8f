package dev.holdup.samples.apps;

import dev.holdup.samples.apps.waits.VirtualThreads;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// One virtual thread a request; a bulkhead lets a few of them call another server, which never answers.
///
/// Arguments: calls that the bulkhead allows, number of waiting requests, bytes a request.
public final class BulkheadCalls {

    private static final AtomicInteger CALLING = new AtomicInteger();

    private BulkheadCalls() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int allowed = Integer.parseInt(args[0]);
        int requests = Integer.parseInt(args[1]);
        int bytes = Integer.parseInt(args[2]);
        URL backend = URI.create("http://127.0.0.1:" + Leash.ask("BACKEND") + "/stock")
                .toURL();
        Bulkhead bulkhead = Bulkhead.of(
                "stock",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(allowed)
                        .maxWaitDuration(Duration.ofMillis(ReportShop.WAIT_MILLIS))
                        .build());
        for (int i = 1; i <= allowed; i++) {
            VirtualThreads.start("call-" + i, () -> bulkhead.executeRunnable(() -> call(backend)));
        }
        while (CALLING.get() < allowed) {
            Thread.sleep(20);
        }
        for (int i = 1; i <= requests; i++) {
            VirtualThreads.start("request-" + i, () -> request(bulkhead, backend, Payload.ofBytes(bytes)));
        }
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void request(Bulkhead bulkhead, URL backend, byte[] order) {
        bulkhead.executeRunnable(() -> call(backend));
        Leash.say("answered " + Payload.sum(order));
    }

    private static void call(URL backend) {
        CALLING.incrementAndGet();
        try {
            HttpURLConnection call = (HttpURLConnection) backend.openConnection();
            Leash.say("status " + call.getResponseCode());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
