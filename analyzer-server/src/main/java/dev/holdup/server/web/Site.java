package dev.holdup.server.web;

import dev.holdup.server.content.DataFolder;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.Idempotency;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.UploadStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// All that the server answers over HTTP.
///
/// @param hostNames by which it may be asked
/// @param fileBytes of one file at most
public record Site(
        Database database,
        DataFolder folder,
        IncidentStore incidents,
        IncidentSearch search,
        UploadStore uploads,
        Intake intake,
        JobQueue queue,
        ProgressBoard board,
        KeptHeaps heaps,
        Set<String> hostNames,
        long fileBytes) {
    /// After so long without a byte, a client is taken for gone.
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final int HEADER_BYTES = 16 << 10;

    /// @param closing set before the server stops, so that those who listen to events are let go
    public Listening listening(String host, int port, AtomicBoolean closing) throws IOException {
        // Read before anything listens.
        PageRoutes page = new PageRoutes(database);
        IOException[] unreadable = new IOException[1];
        DeclaredRoutes routes = new DeclaredRoutes();
        Javalin javalin = Javalin.create(config -> {
            settings(config, host, port);
            config.events.handlerAdded(routes::add);
            Answers.addTo(config.routes);
            new RequestGuard(hostNames).addTo(config.routes);
            new IncidentRoutes(incidents, search, uploads, intake, queue, heaps, new Idempotency(database))
                    .addTo(config.routes);
            new ReportRoutes(search, folder).addTo(config.routes);
            new HeapRoutes(heaps, search, uploads).addTo(config.routes);
            new TusRoutes(intake, incidents, queue, fileBytes).addTo(config.routes);
            new PutRoutes(intake, incidents, queue).addTo(config.routes);
            new EventRoutes(board, closing).addTo(config.routes);
            new MetricsRoutes(queue, uploads, heaps, folder).addTo(config.routes);
            try {
                page.addTo(config.routes);
            } catch (IOException missing) {
                unreadable[0] = missing;
            }
        });
        if (unreadable[0] != null) {
            throw unreadable[0];
        }
        return new Listening(javalin.start(), routes.all());
    }

    /// @param routes all that it answers
    public record Listening(Javalin javalin, List<DeclaredRoutes.Route> routes) {}

    private static void settings(JavalinConfig config, String host, int port) {
        // A thread a request, and it is Jetty's own call: Javalin's option would run handlers beside it, and they
        // would go on after the request is gone.
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES);
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            connector.setIdleTimeout(IDLE.toMillis());
            return connector;
        });
    }
}
