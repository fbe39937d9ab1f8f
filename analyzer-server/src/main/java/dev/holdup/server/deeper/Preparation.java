package dev.holdup.server.deeper;

import dev.holdup.server.content.DataFolder;
import dev.holdup.server.content.Depot;
import dev.holdup.server.content.NoRoomException;
import dev.holdup.server.content.Room;
import dev.holdup.server.looker.KeepingWorker;
import dev.holdup.server.looker.KeptFolder;
import dev.holdup.server.queue.AnalysisSettings;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.RandomId;
import dev.holdup.worker.WorkerProcess;
import dev.holdup.worker.WorkerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes one kept heap, in a process and a folder of its own.
final class Preparation {
    private final AnalysisSettings settings;
    private final DataFolder folder;
    private final Room room;
    private final Depot depot;
    private @Nullable WorkerProcess process;
    private boolean ended;

    Preparation(AnalysisSettings settings, DataFolder folder, Room room, Depot depot) {
        this.settings = settings;
        this.folder = folder;
        this.room = room;
        this.depot = depot;
    }

    /// Takes what was made before the folder goes.
    interface Shelved {
        /// @return why it cannot be kept; null if it is
        @Nullable
        String take(KeptFolder made) throws IOException;
    }

    /// @param told of each state on the way, and of how it ended but if well
    /// @return whether it went well
    boolean run(List<DumpFile> files, String fingerprint, long memoryBytes, Shelved shelved, Consumer<HeapState> told)
            throws IOException, NoRoomException, InterruptedException {
        Path work = folder.work().resolve("look-" + RandomId.next());
        try {
            Files.createDirectories(work);
            WorkerRequest request = new WorkerRequest(
                    work, memoryBytes, settings.threads(), settings.toolVersion(), List.of(), inputs(files, work));
            WorkerProcess started = WorkerProcess.start(
                    KeepingWorker.class, List.of("-D" + KeepingWorker.FINGERPRINT + "=" + fingerprint), request);
            begun(started);
            AtomicReference<String> full = new AtomicReference<>();
            WorkerProcess.End end = started.await(settings.patience(), (phase, done) -> {
                told.accept(HeapState.preparing(phase, done));
                try {
                    room.checkDisk();
                } catch (NoRoomException | IOException noRoom) {
                    full.set(String.valueOf(noRoom.getMessage()));
                    started.kill();
                }
            });
            String because = switch (end) {
                case WorkerProcess.End.Done() -> shelved.take(new KeptFolder(work.resolve(KeptFolder.IN_WORK)));
                case WorkerProcess.End.Failed(String sentence) -> sentence;
                case WorkerProcess.End.Crashed(String sentence) -> {
                    String noRoom = full.get();
                    yield noRoom == null ? sentence : noRoom;
                }
            };
            if (because != null) {
                told.accept(HeapState.failed(because));
            }
            return because == null;
        } finally {
            DataFolder.deleteAll(work);
        }
    }

    private List<WorkerRequest.Input> inputs(List<DumpFile> files, Path work) throws IOException, NoRoomException {
        String prefix = RandomId.next();
        List<WorkerRequest.Input> inputs = new ArrayList<>();
        for (DumpFile file : files) {
            Path link = work.resolve(String.format(Locale.ROOT, "%s-%03d", prefix, inputs.size()));
            depot.fetch(file.sha256(), file.bytes(), link, this::isWanted);
            inputs.add(new WorkerRequest.Input(link, file.name()));
        }
        return inputs;
    }

    private synchronized void begun(WorkerProcess started) {
        process = started;
        if (ended) {
            started.kill();
        }
    }

    private synchronized boolean isWanted() {
        return !ended;
    }

    /// Ends it, whether it has begun or not.
    synchronized void end() {
        ended = true;
        if (process != null) {
            process.kill();
        }
    }
}
