package dev.holdup.batch.run;

import dev.holdup.batch.store.LocalStore;
import dev.holdup.worker.LastingWorker;
import dev.holdup.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Room for one analysis at a time, and the process that stays in it from one to the next. For one thread.
///
/// A process is bound to the memory it was started with. What wants more gets another, and so does what wants less
/// than half, for the rest would lie idle.
public final class WorkerSlot implements AutoCloseable {
    /// Done before a second compiler has warmed up.
    private static final long SMALL_BYTES = 16L << 20;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Path work;
    private final String classPath;
    private final int threads;
    private long memoryBytes;
    private @Nullable Kept kept;

    private record Kept(LastingWorker worker, Path folder, boolean small) {}

    /// @param work a folder on this machine's disk for what is unpacked and written on the way
    /// @param classPath of workers
    /// @param threads of an analysis, and as many processors does its process reckon with
    public WorkerSlot(Path work, String classPath, int threads) {
        this.work = work;
        this.classPath = classPath;
        this.threads = threads;
    }

    Path work() {
        return work;
    }

    int threads() {
        return threads;
    }

    /// What the process in it may take; 0 if there is none.
    public long memoryBytes() {
        return memoryBytes;
    }

    /// Whether what it has may be used for an analysis that needs so much, of files with so many bytes.
    public boolean suits(long needBytes, long fileBytes) {
        Kept there = kept;
        return there != null
                && there.worker().isFit()
                && there.small() == isSmall(fileBytes)
                && needBytes <= memoryBytes
                && needBytes >= memoryBytes / 2;
    }

    /// Ends its process, if there is one, and makes it so large.
    public void resize(long bytes) {
        end();
        memoryBytes = bytes;
    }

    private static boolean isSmall(long fileBytes) {
        return fileBytes < SMALL_BYTES;
    }

    WorkerProcess.End run(long fileBytes, List<String> arguments, Duration patience, IncidentTask.Onlooker onlooker)
            throws IOException, InterruptedException {
        Kept there = kept;
        if (there == null || !there.worker().isFit() || there.small() != isSmall(fileBytes)) {
            there = started(isSmall(fileBytes));
        }
        boolean clean = false;
        try {
            WorkerProcess.End end = there.worker().run(arguments, patience, (_, done) -> onlooker.at(done));
            clean = there.worker().isFit() && hasLeftNothing(there.folder());
            return end;
        } finally {
            if (!clean) {
                end();
            }
        }
    }

    private Kept started(boolean small) throws IOException {
        end();
        Path folder =
                Files.createDirectories(work.resolve(LocalResults.ownPrefix() + "worker" + COUNTER.incrementAndGet()));
        List<String> jvm = new ArrayList<>();
        // On a large machine, compilers would otherwise take processors and memory that are other workers'.
        jvm.add("-XX:ActiveProcessorCount=" + threads);
        if (small) {
            jvm.add("-XX:TieredStopAtLevel=1");
        }
        Kept started =
                new Kept(LastingWorker.start(BatchWorker.class, classPath, folder, memoryBytes, jvm), folder, small);
        kept = started;
        return started;
    }

    /// Files that an analysis did not remove would pile up, and so may whatever else it did not.
    private static boolean hasLeftNothing(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> !each.endsWith("errors.log")).findAny().isEmpty();
        }
    }

    private void end() {
        Kept there = kept;
        if (there != null) {
            kept = null;
            there.worker().close();
            try {
                LocalStore.deleteAll(there.folder());
            } catch (IOException unable) {
                // The next run removes what processes have left that are no longer there.
            }
        }
    }

    @Override
    public void close() {
        resize(0);
    }
}
