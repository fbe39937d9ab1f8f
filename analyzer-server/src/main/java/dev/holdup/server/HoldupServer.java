package dev.holdup.server;

import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Room;
import dev.holdup.server.deeper.Contents;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that runs, from its folder to its port.
public final class HoldupServer implements AutoCloseable {
    private static final Duration FINISHED_UPLOADS_KEPT = Duration.ofDays(1);

    private final Database database;
    private final JobQueue queue;
    private final KeptHeaps heaps;
    private final Site.Listening site;
    private final AtomicBoolean closing;

    private HoldupServer(
            Database database, JobQueue queue, KeptHeaps heaps, Site.Listening site, AtomicBoolean closing) {
        this.database = database;
        this.queue = queue;
        this.heaps = heaps;
        this.site = site;
        this.closing = closing;
    }

    /// Opens the folder, goes on where the last server ended, and listens.
    ///
    /// @throws IOException if the folder or its database cannot be used
    public static HoldupServer start(ServerSettings settings) throws IOException {
        DataFolder folder = DataFolder.at(settings.data());
        Database database = Database.inFolder(folder.root());
        JobQueue queue = null;
        KeptHeaps heaps = null;
        try {
            UploadStore uploads = new UploadStore(database);
            IncidentStore incidents = new IncidentStore(database);
            IncidentSearch search = new IncidentSearch(database);
            ProgressBoard board = new ProgressBoard();
            queue = new JobQueue(settings.analysis(), new JobStore(database), uploads, board, folder);
            Room room = new Room(folder, settings.fileBytes(), settings.incidentBytes(), settings.freeBytes());
            Intake intake = new Intake(folder, room, uploads, incidents, settings.settle(), queue::fileArrived);
            new Recovery(folder, uploads, search, intake).run();
            heaps = new KeptHeaps(
                    settings.keep(), settings.analysis(), uploads, queue, folder, room, contentsOf(folder));
            uploads.forgetFinished(FINISHED_UPLOADS_KEPT);
            new Idempotency(database).forgetOld();
            AtomicBoolean closing = new AtomicBoolean();
            Site.Listening site = new Site(
                            database,
                            folder,
                            incidents,
                            search,
                            uploads,
                            intake,
                            queue,
                            board,
                            heaps,
                            hostNames(settings),
                            settings.fileBytes())
                    .listening(settings.host(), settings.port(), closing);
            queue.start();
            return new HoldupServer(database, queue, heaps, site, closing);
        } catch (IOException | RuntimeException unusable) {
            if (heaps != null) {
                heaps.close();
            }
            database.close();
            throw unusable;
        }
    }

    private static Contents contentsOf(DataFolder folder) {
        return (file, to) -> {
            Path content = folder.content(file.sha256());
            try {
                Files.createLink(to, content);
            } catch (UnsupportedOperationException noLinks) {
                Files.createSymbolicLink(to, content);
            }
        };
    }

    private static Set<String> hostNames(ServerSettings settings) {
        Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(settings.host().toLowerCase(Locale.ROOT));
        settings.hostNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
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
        database.close();
    }
}
