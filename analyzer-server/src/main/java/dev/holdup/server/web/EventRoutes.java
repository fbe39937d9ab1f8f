package dev.holdup.server.web;

import dev.holdup.report.RecordJson;
import dev.holdup.server.queue.ProgressBoard;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Progress as server-sent events named `progress`, of one incident or of all.
record EventRoutes(ProgressBoard board, AtomicBoolean closing) {
    private static final Duration PING = Duration.ofSeconds(15);

    void addTo(RoutesConfig routes) {
        routes.sse("/api/events", client -> send(client, new LatestEvents(null)));
        routes.sse(
                IncidentRoutes.INCIDENT + "/events",
                client -> send(client, new LatestEvents(client.ctx().pathParam("id"))));
    }

    /// Holds a virtual thread for as long as somebody listens.
    private void send(SseClient client, LatestEvents events) {
        board.add(events);
        try {
            client.sendComment("holdup");
            long told = System.nanoTime();
            while (!client.terminated() && !closing.get()) {
                ProgressBoard.Event event = events.next(1, TimeUnit.SECONDS);
                if (event != null) {
                    client.sendEvent(
                            "progress",
                            RecordJson.of(event).replaceAll("\\R\\s*", "").strip());
                    told = System.nanoTime();
                } else if (System.nanoTime() - told > PING.toNanos()) {
                    client.sendComment("still here");
                    told = System.nanoTime();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            board.remove(events);
        }
    }
}
