package dev.holdup.server.deeper;

import dev.holdup.analysis.look.LookQuery;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.content.Room;
import dev.holdup.server.content.Sha256;
import dev.holdup.server.looker.KeptFolder;
import dev.holdup.server.looker.LookAnswer;
import dev.holdup.server.queue.AnalysisSettings;
import dev.holdup.server.queue.JobQueue;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.UploadStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Heaps of incidents to be looked into: prepared when somebody asks for it, one at a time; kept on disk within a
/// budget; gone with the incident or its dump.
///
/// What is on disk is the truth: a killed server begins with what was kept, and forgets what was being prepared.
public final class KeptHeaps implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KeptHeaps.class.getName());
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);
    private static final long LOOK_FOR_MEMORY_MILLIS = 500;
    private static final int MOST_WAITING = 50;

    private final KeepSettings settings;
    private final AnalysisSettings analysis;
    private final UploadStore uploads;
    private final JobQueue queue;
    private final DataFolder folder;
    private final Room room;
    private final Depot depot;
    private final Shelf shelf;
    private final OpenHeaps open;
    private final ExecutorService preparing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("prepare").factory());
    private final Thread sweeper;
    /// Those that are on their way, or did not work out.
    private final Map<String, HeapState> stateByIncident = new ConcurrentHashMap<>();

    private volatile @Nullable Preparation running;
    private volatile @Nullable String runningFor;
    private volatile boolean closed;

    public KeptHeaps(
            KeepSettings settings,
            AnalysisSettings analysis,
            UploadStore uploads,
            JobQueue queue,
            DataFolder folder,
            Room room,
            Depot depot)
            throws IOException {
        this.settings = settings;
        this.analysis = analysis;
        this.uploads = uploads;
        this.queue = queue;
        this.folder = folder;
        this.room = room;
        this.depot = depot;
        this.shelf = new Shelf(Files.createDirectories(folder.root().resolve("kept")), settings.bytes());
        this.open = new OpenHeaps(settings);
        this.sweeper = Thread.ofVirtual().name("sweep kept heaps").start(this::sweepAgainAndAgain);
    }

    /// By which it is noticed that an incident has other files than the heap was made of.
    private static String fingerprint(List<DumpFile> files) {
        String all = files.stream().map(DumpFile::sha256).sorted().collect(Collectors.joining());
        return Sha256.hexOf(all.getBytes(StandardCharsets.US_ASCII));
    }

    /// Whether it is, and of the files that the incident has now.
    private boolean isKept(String incidentId) throws IOException {
        List<DumpFile> files = uploads.readableFilesOf(incidentId);
        return !files.isEmpty() && shelf.has(incidentId, fingerprint(files));
    }

    public HeapState state(String incidentId) throws IOException {
        HeapState coming = stateByIncident.get(incidentId);
        if (coming != null && coming.isComing()) {
            return coming;
        }
        if (isKept(incidentId)) {
            return HeapState.ready(Shelf.bytes(shelf.of(incidentId)));
        }
        return coming == null ? HeapState.ABSENT : coming;
    }

    /// Has the heap prepared unless it is there or on its way.
    ///
    /// @return false if too many wait already
    public boolean prepare(String incidentId) throws IOException {
        HeapState state = state(incidentId);
        if (state.isReady() || state.isComing()) {
            return true;
        }
        if (stateByIncident.values().stream().filter(HeapState::isComing).count() >= MOST_WAITING) {
            return false;
        }
        stateByIncident.put(incidentId, HeapState.WAITING);
        preparing.execute(() -> prepareNow(incidentId));
        return true;
    }

    private void prepareNow(String incidentId) {
        long reserved = 0;
        try {
            List<DumpFile> files = uploads.readableFilesOf(incidentId);
            if (files.isEmpty()) {
                stateByIncident.remove(incidentId);
                return;
            }
            long need = analysis.memory()
                    .need(files.stream().mapToLong(DumpFile::bytes).sum());
            while (!queue.reserve(need)) {
                if (closed) {
                    return;
                }
                Thread.sleep(LOOK_FOR_MEMORY_MILLIS);
            }
            reserved = need;
            Preparation preparation = new Preparation(analysis, folder, room, depot);
            running = preparation;
            runningFor = incidentId;
            String fingerprint = fingerprint(files);
            boolean done = preparation.run(
                    files,
                    fingerprint,
                    need,
                    made -> shelve(incidentId, made),
                    state -> stateByIncident.replace(incidentId, state));
            if (done) {
                stateByIncident.remove(incidentId);
            }
        } catch (NoRoomException full) {
            stateByIncident.replace(incidentId, HeapState.failed(String.valueOf(full.getMessage())));
        } catch (IOException | RuntimeException unable) {
            LOG.log(Level.ERROR, "a heap could not be kept", unable);
            stateByIncident.replace(
                    incidentId, HeapState.failed("The heap could not be kept: the server's log tells more."));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            running = null;
            runningFor = null;
            if (reserved > 0) {
                queue.release(reserved);
            }
        }
    }

    private synchronized @Nullable String shelve(String incidentId, KeptFolder made) throws IOException {
        long bytes = Shelf.bytes(made);
        if (bytes > settings.bytes()) {
            return "The heap takes " + bytes + " bytes to keep, and all kept heaps may take " + settings.bytes()
                    + ": raise --keep-graphs.";
        }
        if (!stateByIncident.containsKey(incidentId)) {
            return "The incident was deleted.";
        }
        open.close(incidentId);
        shelf.put(incidentId, made.path());
        for (String tooMany : shelf.tooMany(incidentId)) {
            drop(tooMany);
        }
        return null;
    }

    /// Answers from the incident's kept heap.
    public LookAnswer ask(String incidentId, LookQuery query) throws LookFailure, IOException, InterruptedException {
        if (!state(incidentId).isReady()) {
            throw new LookFailure(
                    LookFailure.Reason.NOT_PREPARED, "The heap is not prepared: POST to …/heap first, and wait.");
        }
        shelf.used(incidentId);
        LookAnswer answer = open.ask(incidentId, shelf.of(incidentId), query);
        if (answer.kind() == LookAnswer.Kind.UNUSABLE) {
            drop(incidentId);
            throw new LookFailure(
                    LookFailure.Reason.NOT_PREPARED, answer.text() + " POST to …/heap to have it prepared anew.");
        }
        return answer;
    }

    /// The incident or its dump is gone: so is what was kept of it.
    public void forget(String incidentId) {
        stateByIncident.remove(incidentId);
        Preparation now = running;
        if (now != null && incidentId.equals(runningFor)) {
            now.end();
        }
        try {
            drop(incidentId);
        } catch (IOException later) {
            LOG.log(Level.WARNING, "a kept heap could not be dropped; sweeping tries again", later);
        }
    }

    private synchronized void drop(String incidentId) throws IOException {
        open.close(incidentId);
        shelf.remove(incidentId);
    }

    /// What all kept heaps take on the disk.
    public long bytes() throws IOException {
        return shelf.all().stream().mapToLong(Shelf.Kept::bytes).sum();
    }

    /// How many are open now.
    public int open() {
        return open.size();
    }

    private void sweepAgainAndAgain() {
        while (!closed) {
            try {
                sweep();
                Thread.sleep(SWEEP_EVERY);
            } catch (InterruptedException over) {
                return;
            } catch (IOException | RuntimeException later) {
                LOG.log(Level.WARNING, "kept heaps could not be swept; it is tried again", later);
                try {
                    Thread.sleep(SWEEP_EVERY);
                } catch (InterruptedException over) {
                    return;
                }
            }
        }
    }

    /// Closes what nobody asks, and drops what belongs to no incident or to other files than it has now.
    private void sweep() throws IOException {
        open.closeIdle();
        for (Shelf.Kept kept : shelf.all()) {
            if (!isKept(kept.incidentId())) {
                drop(kept.incidentId());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeper.interrupt();
        Preparation now = running;
        if (now != null) {
            now.end();
        }
        preparing.shutdownNow();
        open.close();
    }
}
