package dev.holdup.server.upkeep;

import dev.holdup.server.content.Depot;
import dev.holdup.server.content.FolderDepot;
import dev.holdup.server.content.Room;
import dev.holdup.server.intake.Intake;
import dev.holdup.server.store.RetentionStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Removes what is older than it may become, one incident after the other. Rows go before bytes: what a kill leaves in
/// between, the next start sweeps.
///
/// @param gone told of each incident that lost its files or is gone as a whole
public record Retention(
        RetentionPolicy policy,
        RetentionStore store,
        Intake intake,
        Depot depot,
        Room room,
        InstantSource clock,
        Gone gone) {
    private static final Logger LOG = System.getLogger(Retention.class.getName());

    /// Told which incident lost its files.
    @FunctionalInterface
    public interface Gone {
        void of(String incidentId);
    }

    void run() throws IOException {
        Instant now = clock.instant();
        if (policy.reports() != null) {
            for (RetentionStore.Aged old : store.incidents(now.minus(policy.reports()))) {
                if (intake.delete(old.incidentId())) {
                    log(
                            "Incident {0} was removed with its report and {1} files ({2} bytes): its last file came {3}.",
                            old);
                    gone.of(old.incidentId());
                }
            }
        }
        if (policy.dumps() != null) {
            for (RetentionStore.Aged old : store.withDumps(now.minus(policy.dumps()))) {
                letGo(old);
            }
        }
        // In a bucket, they are not what fills the disk.
        if (policy.roomBytes() > 0 && depot instanceof FolderDepot && room.usableBytes() < policy.roomBytes()) {
            List<RetentionStore.Aged> all = store.withDumps(null);
            for (int i = 0; i < all.size() && room.usableBytes() < policy.roomBytes(); i++) {
                letGo(all.get(i));
            }
        }
    }

    private void letGo(RetentionStore.Aged old) throws IOException {
        if (intake.letGo(() -> store.letGo(old.incidentId()))) {
            log("The {1} files ({2} bytes) of incident {0} were removed, its report stays: the last came {3}.", old);
            gone.of(old.incidentId());
        }
    }

    private static void log(String sentence, RetentionStore.Aged old) {
        LOG.log(
                Level.INFO,
                sentence,
                old.incidentId(),
                Integer.toString(old.files()),
                Long.toString(old.bytes()),
                old.lastAt().toString());
    }
}
