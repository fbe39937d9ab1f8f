package dev.holdup.spark;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.run.BatchWorker;
import dev.holdup.batch.run.IncidentTask;
import dev.holdup.batch.run.LocalResults;
import dev.holdup.batch.run.WorkerSlot;
import dev.holdup.batch.store.Stores;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an executor does with one incident.
///
/// The analysis is a process of its own here, too: it has our jars and nothing of Spark's on its class path, and a dump
/// that ends it ends no executor. Its memory is that beside the executor's heap.
///
/// @param localFolders where executors have room, as Spark's `spark.local.dir` says it
record ExecutorWork(IncidentTask task, long memoryBytes, int threads, String localFolders) implements Serializable {

    /// What became of an incident, on its way to the driver.
    ///
    /// @param failure why it was not done; null if it was
    record Outcome(
            int index,
            IncidentTask.@Nullable Result result,
            @Nullable String failure) implements Serializable {}

    Outcome analyse(int index, PlannedIncident incident) throws InterruptedException {
        try {
            Stores stores = new Stores(task.storeOptions());
            Path work = workFolder();
            String jars = ourJars();
            WorkerSlot slot = ExecutorSlots.take(memoryBytes, () -> new WorkerSlot(work, jars, threads));
            try {
                return new Outcome(index, task.run(incident, stores, slot, _ -> {}), null);
            } finally {
                ExecutorSlots.giveBack(slot);
            }
        } catch (IOException unable) {
            return new Outcome(index, null, String.valueOf(unable.getMessage()));
        }
    }

    @Nullable
    String identify(PlannedIncident incident) {
        try {
            return IncidentTask.incidentId(incident, new Stores(task.storeOptions()));
        } catch (IOException unreadable) {
            return null;
        }
    }

    private Path workFolder() throws IOException {
        String given = System.getenv("SPARK_LOCAL_DIRS") == null
                ? System.getenv("LOCAL_DIRS")
                : System.getenv("SPARK_LOCAL_DIRS");
        String first = (given == null ? localFolders : given).split("[,:]", 2)[0];
        Path work = Files.createDirectories(Path.of(first).toAbsolutePath().resolve("holdup-batch"));
        // An executor that was killed could not tidy up.
        LocalResults.removeDead(work);
        return work;
    }

    /// The jars beside the one that this class came in: Spark puts all that were sent along into one folder.
    private static String ourJars() throws IOException {
        try {
            Path jar = Path.of(BatchWorker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(jar)) {
                return System.getProperty("java.class.path");
            }
            try (Stream<Path> jars = Files.list(jar.toAbsolutePath().getParent())) {
                return jars.map(Path::toString)
                        .filter(each -> each.endsWith(".jar"))
                        .sorted()
                        .collect(Collectors.joining(File.pathSeparator));
            }
        } catch (URISyntaxException never) {
            throw new IllegalStateException(never);
        }
    }
}
