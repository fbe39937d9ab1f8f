package dev.holdup.cli;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.StoredFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Waits for incidents of which everything has come.
///
/// A file is whole when neither its size nor its time has changed for a while, by this machine's clock; its time
/// alone would not do, for who copies files may keep their times. An incident is, when all its files are and so is
/// everything in their folders: what still comes there may belong to it.
final class Watch {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final ArchiveFiles files;
    private final Duration settle;
    private final Map<String, Seen> seenByLocation = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    private record Seen(long bytes, long modified, long sinceNanos) {}

    Watch(ArchiveFiles files, Duration settle) {
        this.files = files;
        this.settle = settle;
    }

    /// Those that were not returned before, at least one.
    List<PlannedIncident> next() throws CommandFailure, InterruptedException {
        while (true) {
            List<PlannedIncident> whole = look();
            if (!whole.isEmpty()) {
                return whole;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private List<PlannedIncident> look() throws CommandFailure, InterruptedException {
        long now = System.nanoTime();
        Set<String> unsettledFolders = new HashSet<>();
        List<StoredFile> settled = new ArrayList<>();
        for (StoredFile file : files.files()) {
            Seen seen = seenByLocation.get(file.location());
            if (seen == null || seen.bytes() != file.bytes() || seen.modified() != file.modified()) {
                seen = new Seen(file.bytes(), file.modified(), now);
                seenByLocation.put(file.location(), seen);
            }
            if (now - seen.sinceNanos() >= settle.toNanos()) {
                settled.add(file);
            } else {
                unsettledFolders.add(folder(file.location()));
            }
        }
        List<PlannedIncident> whole = new ArrayList<>();
        for (PlannedIncident incident : files.planned(settled).incidents()) {
            boolean quiet =
                    incident.files().stream().noneMatch(file -> unsettledFolders.contains(folder(file.location())));
            if (quiet && told.add(incident.fingerprint())) {
                whole.add(incident);
            }
        }
        return whole;
    }

    private static String folder(String location) {
        return location.substring(0, location.lastIndexOf('/') + 1);
    }
}
