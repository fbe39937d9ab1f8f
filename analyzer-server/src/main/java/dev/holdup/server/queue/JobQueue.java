package dev.holdup.server.queue;

import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Job;
import dev.holdup.server.store.JobStore;
import dev.holdup.server.store.UploadStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Begins analyses in the order in which they were asked for, as many at once as memory and settings allow.
///
/// The rows are the queue; this is only who works it off. One that does not fit waits, and those behind it too: a large
/// one must not wait for ever.
public final class JobQueue implements AutoCloseable {
    private static final Logger LOG = System.getLogger(JobQueue.class.getName());
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final long GRACE_SECONDS = 20;

    private final AnalysisSettings settings;
    private final JobStore jobs;
    private final UploadStore uploads;
    private final ProgressBoard board;
    private final DataFolder folder;
    private final Depot depot;
    private final Semaphore awake = new Semaphore(0);
    private final Map<Long, RunningJob> runningById = new ConcurrentHashMap<>();
    private final Thread dispatcher;
    /// Guarded by the map of those that run.
    private long reservedBytes;

    private volatile boolean closed;

    public JobQueue(
            AnalysisSettings settings,
            JobStore jobs,
            UploadStore uploads,
            ProgressBoard board,
            DataFolder folder,
            Depot depot) {
        this.settings = settings;
        this.jobs = jobs;
        this.uploads = uploads;
        this.board = board;
        this.folder = folder;
        this.depot = depot;
        this.dispatcher = Thread.ofPlatform().name("queue").unstarted(this::dispatch);
    }

    /// Takes up what a server before has left, and begins.
    public void start() {
        int left = jobs.requeueRunning();
        if (left > 0) {
            LOG.log(Level.INFO, "{0} analyses that ran as the server ended start over", left);
        }
        dispatcher.start();
    }

    /// Whether another analysis may be asked for.
    public boolean hasRoom() {
        return jobs.waiting() < settings.waiting();
    }

    /// Has the incident analysed, anew if it was before.
    public void request(String incidentId) {
        jobs.request(incidentId);
        board.tell(new ProgressBoard.Event(incidentId, Job.State.QUEUED.word(), "", 0));
        awake.release();
    }

    /// A file came: what was analysed without it is not worth going on with.
    public void fileArrived(String incidentId) {
        for (RunningJob running : runningById.values()) {
            if (running.job().incidentId().equals(incidentId)) {
                running.cancel(JobStore.SUPERSEDED);
            }
        }
        board.tell(new ProgressBoard.Event(incidentId, "files", "", 0));
        awake.release();
    }

    /// Ends the incident's analysis, or takes it out of the queue.
    ///
    /// @return false if there is none
    public boolean cancel(String incidentId, String because) {
        boolean any = false;
        for (RunningJob running : runningById.values()) {
            if (running.job().incidentId().equals(incidentId)) {
                running.cancel(because);
                any = true;
            }
        }
        Job latest = jobs.latest(incidentId).orElse(null);
        if (latest != null && latest.state() == Job.State.QUEUED && end(latest, Job.State.CANCELLED, because)) {
            any = true;
        }
        return any;
    }

    /// Ends one that waits.
    ///
    /// @return false if it does not wait any longer
    private boolean end(Job job, Job.State state, String because) {
        if (!jobs.end(job.id(), state, because)) {
            return false;
        }
        jobs.find(job.id()).ifPresent(board::tellEnd);
        board.tell(new ProgressBoard.Event(job.incidentId(), state.word(), "", 0));
        return true;
    }

    /// How far the incident's analysis is; null if none runs.
    public ProgressBoard.@Nullable Event progressOf(String incidentId) {
        for (RunningJob running : runningById.values()) {
            if (running.job().incidentId().equals(incidentId)) {
                return running.progress();
            }
        }
        return null;
    }

    private void dispatch() {
        boolean wasAway = false;
        while (!closed) {
            try {
                if (wasAway) {
                    takeBackLost();
                    wasAway = false;
                }
                beginWhatFits();
                awake.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                awake.drainPermits();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException failed) {
                // The database may answer again; the queue must not end because it did not once.
                if (!Database.isAway(failed)) {
                    LOG.log(Level.ERROR, "looking for the next analysis failed", failed);
                } else if (!wasAway) {
                    LOG.log(Level.WARNING, "The database does not answer: no analysis begins until it does.");
                }
                wasAway = true;
                try {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } catch (InterruptedException ended) {
                    return;
                }
            }
        }
    }

    /// The database may have noted a claim of which we got no answer.
    private void takeBackLost() {
        for (long id : jobs.runningIds()) {
            if (!runningById.containsKey(id)) {
                jobs.giveBack(id);
            }
        }
    }

    /// Sets memory of the budget aside for something else than an analysis. One that alone wants more than there is
    /// gets it.
    ///
    /// @return false if there is not enough left now
    public boolean reserve(long memoryBytes) {
        synchronized (runningById) {
            long taken = takenBytes();
            if (taken > 0 && taken + memoryBytes > settings.memory().bytes()) {
                return false;
            }
            reservedBytes += memoryBytes;
            return true;
        }
    }

    /// Gives back what was set aside.
    public void release(long memoryBytes) {
        synchronized (runningById) {
            reservedBytes -= memoryBytes;
        }
        awake.release();
    }

    private long takenBytes() {
        return reservedBytes
                + runningById.values().stream()
                        .mapToLong(RunningJob::memoryBytes)
                        .sum();
    }

    private void beginWhatFits() {
        synchronized (runningById) {
            beginThem();
        }
    }

    private void beginThem() {
        while (!closed && runningById.size() < settings.atOnce()) {
            List<Job> ready = jobs.ready(1);
            if (ready.isEmpty()) {
                return;
            }
            Job job = ready.getFirst();
            List<DumpFile> files = uploads.readableFilesOf(job.incidentId());
            if (files.isEmpty()) {
                end(job, Job.State.FAILED, "The incident's files are gone: upload them again.");
                continue;
            }
            long need = settings.memory()
                    .need(files.stream().mapToLong(DumpFile::bytes).sum());
            long taken = takenBytes();
            if (taken > 0 && taken + need > settings.memory().bytes()) {
                return;
            }
            if (jobs.claim(job.id())) {
                begin(new RunningJob(job, files, need, settings, jobs, board, folder, depot));
            }
        }
    }

    private void begin(RunningJob running) {
        runningById.put(running.job().id(), running);
        running.begin(() -> {
            runningById.remove(running.job().id());
            awake.release();
        });
    }

    /// How many wait now.
    public int waiting() {
        return jobs.waiting();
    }

    /// How many run now.
    public int running() {
        return runningById.size();
    }

    /// Ends what runs; it starts over with the next server.
    @Override
    public void close() {
        closed = true;
        dispatcher.interrupt();
        try {
            dispatcher.join();
            for (RunningJob running : runningById.values()) {
                running.abandon();
            }
            for (RunningJob running : runningById.values()) {
                running.join(GRACE_SECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
