package dev.holdup.batch.run;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.LocalStore;
import dev.holdup.batch.store.Stores;
import dev.holdup.report.fleet.FleetRows;
import dev.holdup.worker.WorkerProcess;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One incident from its files to its place among the results, on whichever machine it runs.
///
/// Nothing of it is seen before it is whole, so it may be ended at any moment, run twice, or run in two places at once.
///
/// @param out where results go
/// @param storeOptions for stores that want some
/// @param patience after so long, an analysis is ended
public record IncidentTask(AnalysisChoice choice, String out, HashMap<String, String> storeOptions, Duration patience)
        implements Serializable {
    /// In an incident's folder: its row of the table.
    static final String ROW = "incident.json";
    /// In an incident's folder, written last: with what it was made, and of which files.
    static final String DONE = "done";

    static final String INCIDENTS = "incidents";
    /// Whatever ended it once or twice may be the machine's fault; a third time it is the dump's.
    private static final int TRIES = 3;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /// What became of it.
    ///
    /// @param row as a line of JSON
    /// @param analysed false if it had been done before
    public record Result(String incident, String row, boolean analysed) implements Serializable {}

    /// Told how far an analysis is, 0 to 1.
    @FunctionalInterface
    public interface Onlooker {
        void at(double done);
    }

    public static String folderOf(String out, String incident) {
        return Stores.below(Stores.below(out, INCIDENTS), incident);
    }

    /// What its files hold, as an id, without analysing anything.
    public static String incidentId(PlannedIncident incident, FileStore store) throws IOException {
        return LocalCopy.of(incident, store, null).incidentId();
    }

    /// @param slot where it is analysed, of the size it needs
    /// @throws IOException if its files cannot be read now, or its results not be written
    public Result run(PlannedIncident incident, FileStore store, WorkerSlot slot, Onlooker onlooker)
            throws IOException, InterruptedException {
        Path own = slot.work().resolve(LocalResults.ownPrefix() + COUNTER.incrementAndGet());
        try {
            LocalCopy copy = LocalCopy.of(incident, store, Files.createDirectories(own.resolve("in")));
            String id = copy.incidentId();
            String before = doneRow(store, id);
            if (before != null) {
                noteAnotherPlace(incident, store, out, id);
                return new Result(id, before, false);
            }
            Path result = analysed(incident, id, copy, own, slot, onlooker);
            Files.writeString(
                    result.resolve(DONE), choice.key() + "\n" + incident.fingerprint() + "\n", StandardCharsets.UTF_8);
            String row = Files.readString(result.resolve(ROW), StandardCharsets.UTF_8)
                    .strip();
            // Another attempt may have been faster; what it has published is the same.
            if (doneRow(store, id) == null) {
                store.publish(result, folderOf(out, id), DONE);
            }
            return new Result(id, row, true);
        } finally {
            LocalStore.deleteAll(own);
        }
    }

    /// Null unless it was done with the same tool and options.
    private @Nullable String doneRow(FileStore store, String id) throws IOException {
        byte[] done = store.read(Stores.below(folderOf(out, id), DONE));
        if (done == null || !new String(done, StandardCharsets.UTF_8).startsWith(choice.key() + "\n")) {
            return null;
        }
        byte[] row = store.read(Stores.below(folderOf(out, id), ROW));
        return row == null ? null : new String(row, StandardCharsets.UTF_8).strip();
    }

    /// So that the next run knows without reading them that these files are done, too.
    static void noteAnotherPlace(PlannedIncident incident, FileStore store, String out, String id) throws IOException {
        String place = Stores.below(folderOf(out, id), DONE);
        byte[] done = store.read(place);
        if (done == null) {
            return;
        }
        String known = new String(done, StandardCharsets.UTF_8);
        if (!known.contains("\n" + incident.fingerprint() + "\n")) {
            store.write(place, (known + incident.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private Path analysed(
            PlannedIncident incident, String id, LocalCopy copy, Path own, WorkerSlot slot, Onlooker onlooker)
            throws IOException, InterruptedException {
        List<Path> rules = choice.ruleTextByName().isEmpty() ? List.of() : List.of(rules(own.resolve("rules")));
        List<WorkerRequest.Input> inputs = new ArrayList<>();
        for (Path file : copy.files()) {
            inputs.add(new WorkerRequest.Input(file, String.valueOf(file.getFileName())));
        }
        Instant time = incident.time();
        FleetRows.Origin origin = new FleetRows.Origin(
                id,
                incident.service(),
                incident.host(),
                time == null ? null : time.toString(),
                incident.name(),
                incident.files().size(),
                incident.bytes(),
                choice.toolVersion());
        String failure = "";
        for (int attempt = 1; ; attempt++) {
            Path folder = Files.createDirectories(own.resolve("run-" + attempt));
            BatchRequest request = new BatchRequest(
                    origin,
                    attempt > TRIES ? failure : "",
                    choice.formats(),
                    choice.views(),
                    choice.showValues(),
                    choice.detail(),
                    choice.given(),
                    new WorkerRequest(folder, slot.memoryBytes(), slot.threads(), choice.toolVersion(), rules, inputs));
            switch (slot.run(incident.bytes(), request.arguments(), patience, onlooker)) {
                case WorkerProcess.End.Done() -> {
                    return result(folder, own.resolve("result"));
                }
                case WorkerProcess.End.Failed(String sentence) -> throw new IOException(sentence);
                case WorkerProcess.End.Crashed(String sentence) -> failure = sentence;
            }
            if (attempt > TRIES) {
                throw new IOException(failure);
            }
        }
    }

    private static Path result(Path folder, Path result) throws IOException {
        Files.createDirectories(result);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("report.") || name.equals(ROW)) {
                    Files.move(file, result.resolve(name));
                }
            }
        }
        return result;
    }

    private Path rules(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> rule : choice.ruleTextByName().entrySet()) {
            Files.writeString(
                    folder.resolve(LocalCopy.safeName(rule.getKey())), rule.getValue(), StandardCharsets.UTF_8);
        }
        return folder;
    }
}
