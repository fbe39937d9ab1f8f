package dev.holdup.server.web;

import dev.holdup.report.RecordJson;
import dev.holdup.server.access.Role;
import dev.holdup.server.queue.ProgressBoard;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Progress as server-sent events named `progress`, of one incident or of all.
///
/// Written here, as a request that takes long: Javalin's own ends a request twice when its client goes away.
record EventRoutes(ProgressBoard board, AtomicBoolean closing) {
    /// Keeps proxies from taking the connection for dead, and finds out that a listener is gone.
    private static final Duration PING = Duration.ofSeconds(10);

    void addTo(RoutesConfig routes) {
        routes.get("/api/events", request -> send(request, null), Role.READ);
        routes.get(IncidentRoutes.INCIDENT + "/events", request -> send(request, request.pathParam("id")), Role.READ);
    }

    /// Holds a virtual thread for as long as somebody listens.
    private void send(Context request, @Nullable String incidentId) throws InterruptedException {
        LatestEvents events = new LatestEvents(incidentId);
        board.add(events);
        try {
            request.res().setContentType("text/event-stream");
            request.res().setCharacterEncoding("UTF-8");
            OutputStream out = request.res().getOutputStream();
            write(out, ": holdup\n\n");
            long told = System.nanoTime();
            while (!closing.get()) {
                ProgressBoard.Event event = events.next(1, TimeUnit.SECONDS);
                if (event != null) {
                    String data = RecordJson.of(event).replaceAll("\\R\\s*", "").strip();
                    write(out, "event: progress\ndata: " + data + "\n\n");
                    told = System.nanoTime();
                } else if (System.nanoTime() - told > PING.toNanos()) {
                    write(out, ": still here\n\n");
                    told = System.nanoTime();
                }
            }
        } catch (IOException gone) {
            // The listener is: nobody is there to be told.
        } finally {
            board.remove(events);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
