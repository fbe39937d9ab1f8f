package dev.holdup.server.upkeep;

import dev.holdup.server.intake.Intake;
import dev.holdup.server.store.Database;
import dev.holdup.server.store.Idempotency;
import dev.holdup.server.store.UploadStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Does from time to time what has to be done, in a thread of its own.
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration FINISHED_UPLOADS_KEPT = Duration.ofDays(1);

    private final Intake intake;
    private final UploadStore uploads;
    private final Idempotency idempotency;
    private final Retention retention;
    private final Thread thread = Thread.ofPlatform().name("upkeep").unstarted(this::work);
    private volatile boolean closed;

    public Upkeep(Intake intake, UploadStore uploads, Idempotency idempotency, Retention retention) {
        this.intake = intake;
        this.uploads = uploads;
        this.idempotency = idempotency;
        this.retention = retention;
    }

    public void start() {
        thread.start();
    }

    private void work() {
        while (!closed) {
            try {
                once();
            } catch (IOException failed) {
                LOG.log(Level.WARNING, "Not all that is too old could be removed: {0}", failed.getMessage());
            } catch (RuntimeException failed) {
                // The database's absence is told by others.
                if (!Database.isAway(failed) && !closed) {
                    LOG.log(Level.ERROR, "the upkeep failed", failed);
                }
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /// All of it, now.
    public synchronized void once() throws IOException {
        intake.finishComplete();
        uploads.forgetFinished(FINISHED_UPLOADS_KEPT);
        idempotency.forgetOld();
        retention.run();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(20));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
