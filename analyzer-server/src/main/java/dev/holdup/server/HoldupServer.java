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
import dev.holdup.server.store.RetentionStore;
import dev.holdup.server.store.UploadStore;
import dev.holdup.server.upkeep.Retention;
import dev.holdup.server.upkeep.Upkeep;
import dev.holdup.server.web.DeclaredRoutes;
import dev.holdup.server.web.Site;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that runs, from its folder to its port.
public final class HoldupServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(HoldupServer.class.getName());
    private final Storage storage;
    private final JobQueue queue;
    private final KeptHeaps heaps;
    private final Upkeep upkeep;
    private final Site.Listening site;
    private final AtomicBoolean closing;

    private HoldupServer(
            Storage storage,
            JobQueue queue,
            KeptHeaps heaps,
            Upkeep upkeep,
            Site.Listening site,
            AtomicBoolean closing) {
        this.storage = storage;
        this.queue = queue;
        this.heaps = heaps;
        this.upkeep = upkeep;
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
        return start(settings, InstantSource.system());
    }

    /// @param clock by which things grow old
    static HoldupServer start(ServerSettings settings, InstantSource clock) throws IOException, OpenToOthersException {
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
            KeptHeaps kept =
                    new KeptHeaps(settings.keep(), settings.analysis(), uploads, queue, folder, storage.room(), depot);
            heaps = kept;
            Retention retention = new Retention(
                    settings.retention(),
                    new RetentionStore(database),
                    intake,
                    depot,
                    storage.room(),
                    clock,
                    incident -> {
                        kept.forget(incident);
                        board.tell(new ProgressBoard.Event(incident, "files", "", 0));
                    });
            Upkeep upkeep = new Upkeep(intake, uploads, new Idempotency(database), retention);
            AtomicBoolean closing = new AtomicBoolean();
            Site.Listening site = new Site(
                            database,
                            folder,
                            depot,
                            settings.retention(),
                            incidents,
                            search,
                            uploads,
                            intake,
                            queue,
                            board,
                            heaps,
                            access,
                            settings.tls(),
                            hostNames(settings),
                            settings.analysis().toolVersion(),
                            settings.fileBytes())
                    .listening(settings.host(), settings.port(), closing);
            depot.start();
            upkeep.start();
            queue.start();
            return new HoldupServer(storage, queue, heaps, upkeep, site, closing);
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

    /// What is done from time to time, now.
    void keepUp() throws IOException {
        upkeep.once();
    }

    /// Takes no more requests, lets those that run end, leaves analyses to the next server.
    @Override
    public void close() {
        closing.set(true);
        try {
            site.javalin().stop();
        } catch (RuntimeException late) {
            LOG.log(Level.WARNING, "requests that did not end in time were cut off");
        }
        upkeep.close();
        heaps.close();
        queue.close();
        storage.close();
    }
}
