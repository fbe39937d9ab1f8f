package dev.holdup.server.web;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.Sessions;
import dev.holdup.server.access.TlsFiles;
import dev.holdup.server.access.TokenDesk;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.AuditStore;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.Idempotency;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.TrendSearch;
import dev.holdup.server.store.UploadStore;
import dev.holdup.server.upkeep.RetentionPolicy;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// All that the server answers over HTTP.
///
/// @param access who is let in
/// @param tls null for plain HTTP
/// @param hostNames by which it may be asked
/// @param fileBytes of one file at most
public record Site(
        Database database,
        DataFolder folder,
        Depot depot,
        RetentionPolicy retention,
        IncidentStore incidents,
        IncidentSearch search,
        UploadStore uploads,
        Intake intake,
        JobQueue queue,
        ProgressBoard board,
        KeptHeaps heaps,
        AccessSettings access,
        @Nullable TlsFiles tls,
        Set<String> hostNames,
        String toolVersion,
        long fileBytes) {
    /// After so long without a byte, a client is taken for gone.
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final int HEADER_BYTES = 16 << 10;
    /// What requests that run have when the server is ended.
    private static final Duration GRACE = Duration.ofSeconds(20);

    /// @param closing set before the server stops, so that those who listen to events are let go
    public Listening listening(String host, int port, AtomicBoolean closing) throws IOException {
        // Read before anything listens.
        PageRoutes page = new PageRoutes(database);
        IOException[] unreadable = new IOException[1];
        DeclaredRoutes routes = new DeclaredRoutes();
        SslContextFactory.Server context = tls == null ? null : tls.context();
        Tally tally = new Tally();
        board.add(new AnalysisTimes(tally));
        Javalin javalin = Javalin.create(config -> {
            settings(config, host, port, context, closing);
            config.events.handlerAdded(routes::add);
            Answers.addTo(config.routes);
            tally.addTo(config.routes);
            new RequestGuard(hostNames).addTo(config.routes);
            addAccess(config.routes, tally);
            new IncidentRoutes(incidents, search, uploads, intake, queue, heaps, new Idempotency(database), retention)
                    .addTo(config.routes);
            new ReportRoutes(search, depot).addTo(config.routes);
            new HeapRoutes(heaps, search, uploads).addTo(config.routes);
            new ComparisonRoutes(search, depot, toolVersion).addTo(config.routes);
            new TrendRoutes(search, new TrendSearch(database)).addTo(config.routes);
            new TusRoutes(intake, incidents, queue, fileBytes).addTo(config.routes);
            new PutRoutes(intake, incidents, queue).addTo(config.routes);
            new EventRoutes(board, closing).addTo(config.routes);
            new MetricsRoutes(queue, uploads, heaps, folder, tally).addTo(config.routes);
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

    private void addAccess(RoutesConfig routes, Tally tally) {
        TokenDesk tokens = new TokenDesk(database);
        Sessions sessions = new Sessions(database, tokens);
        AuditStore audit = new AuditStore(database, access.auditKept(), access.auditEntries());
        audit.prune();
        AccessGate gate = new AccessGate(access, tokens, sessions, tally);
        gate.addTo(routes);
        new SessionRoutes(access, gate, sessions).addTo(routes);
        new TokenRoutes(tokens, gate).addTo(routes);
        new AuditTrail(audit).addTo(routes);
    }

    private static void settings(
            JavalinConfig config,
            String host,
            int port,
            SslContextFactory.@Nullable Server context,
            AtomicBoolean closing) {
        // A thread a request, and it is Jetty's own call: Javalin's option would run handlers beside it, and they
        // would go on after the request is gone.
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        SlowClients clients = new SlowClients(SlowClients.SlowLimits.USUAL, closing);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(GRACE.toMillis());
            server.setErrorHandler(new JettyErrors());
            server.insertHandler(new GracefulHandler());
            server.insertHandler(clients);
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES);
            // Its cache of a connection's header lines would otherwise give the value of an earlier line that differs
            // in case only: another file name in base 64, or a token that is right but for its case.
            http.setHeaderCacheCaseSensitive(true);
            http.addCustomizer(new PlainMethods());
            if (context != null) {
                // Names are the matter of RequestGuard.
                http.addCustomizer(new SecureRequestCustomizer(false));
            }
        });
        config.jetty.addConnector((server, http) -> {
            HttpConnectionFactory factory = new HttpConnectionFactory(http);
            ServerConnector connector = context == null
                    ? new ServerConnector(server, factory)
                    : new ServerConnector(server, context, factory);
            connector.setHost(host);
            connector.setPort(port);
            connector.setIdleTimeout(IDLE.toMillis());
            // Its own is a second, which would cut off requests that the grace is for.
            connector.setShutdownIdleTimeout(IDLE.toMillis());
            connector.addBean(clients);
            return connector;
        });
    }
}
