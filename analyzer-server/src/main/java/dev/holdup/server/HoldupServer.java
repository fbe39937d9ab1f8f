package dev.holdup.server;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.TokenDesk;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.deeper.KeptHeaps;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.intake.Recovery;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.Idempotency;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.IncidentStore;
import dev.holdup.server.store.JobStore;
import dev.holdup.server.store.UploadStore;
import dev.holdup.server.web.DeclaredRoutes;
import dev.holdup.server.web.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that runs, from its folder to its port.
public final class HoldupServer implements AutoCloseable {
    private static final Duration FINISHED_UPLOADS_KEPT = Duration.ofDays(1);

    private final Storage storage;
    private final JobQueue queue;
    private final KeptHeaps heaps;
    private final Site.Listening site;
    private final AtomicBoolean closing;

    private HoldupServer(Storage storage, JobQueue queue, KeptHeaps heaps, Site.Listening site, AtomicBoolean closing) {
        this.storage = storage;
        this.queue = queue;
        this.heaps = heaps;
        this.site = site;
        this.closing = closing;
    }

    /// Others could reach it, and nobody would have to say who they are.
    public static final class OpenToOthersException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Opens the folder, goes on where the last server ended, and listens.
    ///
    /// @throws IOException if the folder or its database cannot be used
    /// @throws OpenToOthersException if it is to listen on more than this machine's own address without tokens or a
    ///     proxy that logs in
    public static HoldupServer start(ServerSettings settings) throws IOException, OpenToOthersException {
        Storage storage = Storage.open(settings);
        KeptHeaps heaps = null;
        try {
            Database database = storage.database();
            DataFolder folder = storage.folder();
            Depot depot = storage.depot();
            AccessSettings access = access(settings, database);
            UploadStore uploads = new UploadStore(database);
            IncidentStore incidents = new IncidentStore(database);
            IncidentSearch search = new IncidentSearch(database);
            ProgressBoard board = new ProgressBoard();
            JobStore jobs = new JobStore(database);
            JobQueue queue = new JobQueue(settings.analysis(), jobs, uploads, board, folder, depot);
            Intake intake = new Intake(
                    folder, depot, storage.room(), uploads, incidents, settings.settle(), queue::fileArrived);
            new Recovery(folder, depot, uploads, search, intake).run();
            heaps = new KeptHeaps(settings.keep(), settings.analysis(), uploads, queue, folder, storage.room(), depot);
            uploads.forgetFinished(FINISHED_UPLOADS_KEPT);
            new Idempotency(database).forgetOld();
            AtomicBoolean closing = new AtomicBoolean();
            Site.Listening site = new Site(
                            database,
                            folder,
                            depot,
                            incidents,
                            search,
                            uploads,
                            intake,
                            queue,
                            jobs,
                            board,
                            heaps,
                            access,
                            settings.tls(),
                            hostNames(settings),
                            settings.analysis().toolVersion(),
                            settings.fileBytes())
                    .listening(settings.host(), settings.port(), closing);
            depot.start();
            queue.start();
            return new HoldupServer(storage, queue, heaps, site, closing);
        } catch (IOException | RuntimeException | OpenToOthersException unusable) {
            if (heaps != null) {
                heaps.close();
            }
            storage.close();
            throw unusable;
        }
    }

    private static AccessSettings access(ServerSettings settings, Database database)
            throws IOException, OpenToOthersException {
        if (isLoopback(settings.host())) {
            return settings.access();
        }
        if (!settings.access().proxy().names() && !new TokenDesk(database).anyUsable()) {
            throw new OpenToOthersException();
        }
        return settings.access().always();
    }

    private static Set<String> hostNames(ServerSettings settings) throws IOException {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(settings.host().toLowerCase(Locale.ROOT));
        if (!isLoopback(settings.host())) {
            names.addAll(ownNames());
        }
        settings.hostNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /// What others call this machine: its name, and its addresses.
    private static Set<String> ownNames() throws IOException {
        Set<String> names = new HashSet<>();
        try {
            InetAddress self = InetAddress.getLocalHost();
            names.add(self.getHostName().toLowerCase(Locale.ROOT));
            names.add(self.getCanonicalHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException nameless) {
            // Then by its addresses.
        }
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .map(address -> address.contains(":") ? "[" + address.replaceAll("%.*", "") + "]" : address)
                .forEach(names::add);
        return names;
    }

    /// Whether only this machine can reach it at the address.
    public static boolean isLoopback(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!address.isLoopbackAddress()) {
                return false;
            }
        }
        return true;
    }

    public int port() {
        return site.javalin().port();
    }

    /// All that it answers, each with the role that it wants.
    public List<DeclaredRoutes.Route> routes() {
        return site.routes();
    }

    /// Takes no more requests, lets those that run end, leaves analyses to the next server.
    @Override
    public void close() {
        closing.set(true);
        site.javalin().stop();
        heaps.close();
        queue.close();
        storage.close();
    }
}
