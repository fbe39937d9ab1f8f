package dev.holdup.server.queue;

import dev.holdup.report.JsonReport;
import dev.holdup.report.UnreadableReportException;
import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.content.StoreAwayException;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Job;
import dev.holdup.server.store.JobStore;
import dev.holdup.server.store.RandomId;
import dev.holdup.server.store.StoredReport;
import dev.holdup.worker.WorkerProcess;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One analysis from its claim to its end. Works in a folder of its own, which is gone afterwards; the report moves out
/// of it as a whole before its row is written.
final class RunningJob {
    private static final Logger LOG = System.getLogger(RunningJob.class.getName());
    /// Whatever ended it twice may be the machine's fault; a third time it is the dump's.
    private static final int CRASHES_ALLOWED = 3;

    private static final Duration FETCH_AGAIN = Duration.ofSeconds(30);
    private static final Duration SAY_AGAIN = Duration.ofMillis(500);
    private static final int ERROR_LIMIT = 2000;

    private final Job job;
    private final List<DumpFile> files;
    private final long memoryBytes;
    private final AnalysisSettings settings;
    private final JobStore jobs;
    private final ProgressBoard board;
    private final DataFolder folder;
    private final Depot depot;
    private @Nullable WorkerProcess process;
    private @Nullable String cancelled;
    private boolean abandoned;
    private volatile ProgressBoard.Event progress;
    private @Nullable Thread thread;

    RunningJob(
            Job job,
            List<DumpFile> files,
            long memoryBytes,
            AnalysisSettings settings,
            JobStore jobs,
            ProgressBoard board,
            DataFolder folder,
            Depot depot) {
        this.job = job;
        this.files = files;
        this.memoryBytes = memoryBytes;
        this.settings = settings;
        this.jobs = jobs;
        this.board = board;
        this.folder = folder;
        this.depot = depot;
        this.progress = new ProgressBoard.Event(job.incidentId(), Job.State.RUNNING.word(), "starting", 0);
    }

    Job job() {
        return job;
    }

    long memoryBytes() {
        return memoryBytes;
    }

    ProgressBoard.Event progress() {
        return progress;
    }

    /// @param afterwards run at its end, however it ends
    void begin(Runnable afterwards) {
        board.tell(progress);
        thread = Thread.ofPlatform().name("analysis " + job.id()).start(() -> {
            try {
                work();
            } finally {
                afterwards.run();
                tellEnd();
            }
        });
    }

    private void work() {
        Path work = folder.work().resolve(job.id() + "-" + RandomId.next());
        try {
            Files.createDirectories(work);
            WorkerProcess started = WorkerProcess.start(request(work));
            setProcess(started);
            settle(started.await(settings.patience(), this::at), work);
        } catch (NoRoomException full) {
            say(() -> fail(String.valueOf(full.getMessage())));
        } catch (StoreAwayException away) {
            LOG.log(Level.WARNING, "An analysis waits for the bucket: {0}", away.getMessage());
            say(() -> jobs.postpone(job.id(), FETCH_AGAIN));
        } catch (IOException unable) {
            if (!isWanted()) {
                String because = ending();
                if (because != null) {
                    say(() -> jobs.end(job.id(), Job.State.CANCELLED, because));
                }
                return;
            }
            LOG.log(Level.ERROR, "an analysis could not be run", unable);
            say(() -> crashed("The analysis could not be run: " + unable.getMessage()));
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "an analysis could not be settled", bug);
            say(() -> crashed("The analysis could not be run: see the server's log."));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                DataFolder.deleteAll(work);
            } catch (IOException left) {
                LOG.log(Level.WARNING, "a work folder could not be removed; the next start removes it", left);
            }
        }
    }

    /// Tells the database something, again and again while that is away.
    ///
    /// @return whether it was told; false once the job is abandoned
    private boolean say(Runnable something) {
        while (!isAbandoned()) {
            try {
                something.run();
                return true;
            } catch (RuntimeException failed) {
                if (!Database.isAway(failed)) {
                    throw failed;
                }
                LockSupport.parkNanos(SAY_AGAIN.toNanos());
            }
        }
        return false;
    }

    private synchronized boolean isWanted() {
        return cancelled == null && !abandoned;
    }

    /// Files lie there under names of our own that sort as their senders' do.
    private WorkerRequest request(Path work) throws IOException, NoRoomException {
        String prefix = RandomId.next();
        List<WorkerRequest.Input> inputs = new ArrayList<>();
        for (DumpFile file : files) {
            Path link = work.resolve(String.format(Locale.ROOT, "%s-%03d", prefix, inputs.size()));
            depot.fetch(file.sha256(), file.bytes(), link, this::isWanted);
            inputs.add(new WorkerRequest.Input(link, file.name()));
        }
        return new WorkerRequest(
                work, memoryBytes, settings.threads(), settings.toolVersion(), settings.rules(), inputs);
    }

    private void at(String phase, double done) {
        progress = new ProgressBoard.Event(job.incidentId(), Job.State.RUNNING.word(), phase, done);
        board.tell(progress);
    }

    private void settle(WorkerProcess.End end, Path work) throws IOException {
        String because = ending();
        if (isAbandoned()) {
            return;
        }
        if (because != null) {
            say(() -> jobs.end(job.id(), Job.State.CANCELLED, because));
            return;
        }
        switch (end) {
            case WorkerProcess.End.Done() -> keep(work);
            case WorkerProcess.End.Failed(String sentence) -> say(() -> fail(sentence));
            case WorkerProcess.End.Crashed(String sentence) -> {
                LOG.log(Level.WARNING, "the analysis of incident {0}: {1}", job.incidentId(), sentence);
                // Its last words are about the inside.
                String shown = sentence.replaceFirst("(?s): .*", ": the server's log tells more.");
                say(() -> crashed(shown));
            }
        }
    }

    private void keep(Path work) throws IOException {
        try {
            Path kept = Files.createDirectory(work.resolve("report"));
            for (Path file : DataFolder.entries(work)) {
                if (String.valueOf(file.getFileName()).startsWith("report.")) {
                    Files.move(file, kept.resolve(file.getFileName()));
                }
            }
            StoredReport report = StoredReport.of(
                    job.incidentId(), String.valueOf(work.getFileName()), JsonReport.read(kept.resolve("report.json")));
            depot.arriveReport(kept, report.folder());
            say(() -> replace(report));
        } catch (UnreadableReportException garbled) {
            say(() -> crashed("The analysis left a report that cannot be read: " + garbled.getMessage()));
        }
    }

    private void replace(StoredReport report) {
        JobStore.Replaced replaced = jobs.done(job.id(), report).orElse(new JobStore.Replaced(report.folder()));
        String unwanted = replaced.folder();
        try {
            if (unwanted != null) {
                depot.deleteReport(unwanted);
            }
        } catch (IOException left) {
            LOG.log(Level.WARNING, "a report could not be removed; the next start removes it", left);
        }
    }

    private void fail(String sentence) {
        jobs.end(job.id(), Job.State.FAILED, sentence.substring(0, Math.min(sentence.length(), ERROR_LIMIT)));
    }

    private void crashed(String sentence) {
        if (job.crashes() + 1 >= CRASHES_ALLOWED) {
            fail(sentence);
        } else {
            jobs.crashed(job.id());
        }
    }

    private void tellEnd() {
        if (isAbandoned()) {
            return;
        }
        say(() -> jobs.find(job.id()).filter(Job::hasEnded).ifPresent(board::tellEnd));
        say(() -> {
            String state = jobs.latest(job.incidentId())
                    .map(latest -> latest.state().word())
                    .orElse("deleted");
            board.tell(new ProgressBoard.Event(job.incidentId(), state, "", 0));
        });
    }

    private synchronized void setProcess(WorkerProcess started) {
        process = started;
        if (cancelled != null || abandoned) {
            started.kill();
        }
    }

    private synchronized @Nullable String ending() {
        return cancelled;
    }

    private synchronized boolean isAbandoned() {
        return abandoned;
    }

    /// Ends it for good.
    synchronized void cancel(String because) {
        if (cancelled == null) {
            cancelled = because;
        }
        if (process != null) {
            process.kill();
        }
    }

    /// Ends it without a word, since the server ends: its row stays as it is, and the next server starts it over.
    synchronized void abandon() {
        abandoned = true;
        if (process != null) {
            process.kill();
        }
    }

    void join(long seconds) throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(seconds));
        }
    }
}
