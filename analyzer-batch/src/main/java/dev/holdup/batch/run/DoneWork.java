package dev.holdup.batch.run;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.StoredFile;
import dev.holdup.batch.store.Stores;
import dev.holdup.report.RecordJson;
import dev.holdup.report.UnreadableReportException;
import dev.holdup.report.fleet.FleetRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What is among the results already.
///
/// @param rowById all that is there, whatever it was made with
/// @param currentIds of those that were made with the same tool and options
/// @param current fingerprints of files that need no reading, for they have been read
record DoneWork(TreeMap<String, FleetRow> rowById, Set<String> currentIds, Set<String> current) {
    private static final int READING_AT_ONCE = 16;

    private record Read(String id, FleetRow row, String done) {}

    static DoneWork in(FileStore store, String out, String key) throws IOException, InterruptedException {
        List<Read> reads = new ArrayList<>();
        try (ExecutorService reading = Executors.newFixedThreadPool(
                READING_AT_ONCE, Thread.ofPlatform().daemon().name("read-", 0).factory())) {
            List<Future<@Nullable Read>> each = new ArrayList<>();
            for (String id : ids(store, out)) {
                Callable<@Nullable Read> one = () -> read(store, out, id);
                each.add(reading.submit(one));
            }
            for (Future<@Nullable Read> future : each) {
                Read read = future.get();
                if (read != null) {
                    reads.add(read);
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        }
        DoneWork work = new DoneWork(new TreeMap<>(), new HashSet<>(), new HashSet<>());
        for (Read read : reads) {
            work.rowById().put(read.id(), read.row());
            if (read.done().startsWith(key + "\n")) {
                work.currentIds().add(read.id());
                work.current().addAll(places(read.done(), read.row().files()));
            }
        }
        return work;
    }

    /// A fingerprint has a line a file, and each place of an incident's has as many.
    private static List<String> places(String done, int files) {
        List<String> lines = done.lines().skip(1).toList();
        List<String> places = new ArrayList<>();
        for (int i = 0; i + files <= lines.size(); i += files) {
            places.add(String.join("\n", lines.subList(i, i + files)));
        }
        return places;
    }

    private static List<String> ids(FileStore store, String out) throws IOException {
        try {
            Map<String, Boolean> ids = new HashMap<>();
            for (StoredFile file : store.list(Stores.below(out, IncidentTask.INCIDENTS))) {
                String[] parts = file.name().split("/", -1);
                if (parts.length == 2 && parts[1].equals(IncidentTask.DONE)) {
                    ids.put(parts[0], true);
                }
            }
            return ids.keySet().stream().sorted().toList();
        } catch (NoSuchFileException | FileNotFoundException nothingYet) {
            return List.of();
        }
    }

    /// Null for what another version left, or nobody of ours.
    private static @Nullable Read read(FileStore store, String out, String id) throws IOException {
        String folder = IncidentTask.folderOf(out, id);
        byte[] done = store.read(Stores.below(folder, IncidentTask.DONE));
        byte[] row = store.read(Stores.below(folder, IncidentTask.ROW));
        if (done == null || row == null) {
            return null;
        }
        try {
            return new Read(
                    id,
                    RecordJson.read(id, new String(row, StandardCharsets.UTF_8), FleetRow.class),
                    new String(done, StandardCharsets.UTF_8));
        } catch (UnreadableReportException foreign) {
            return null;
        }
    }

    boolean has(PlannedIncident incident) {
        return current.contains(incident.fingerprint());
    }
}
