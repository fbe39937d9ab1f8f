package dev.holdup.batch.run;

import dev.holdup.batch.store.LocalStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder of results on this machine's disk that one run at a time writes to. What a run that was ended has left
/// half done is removed as the next begins.
public final class LocalResults implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private LocalResults(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// @return null if another run writes there
    public static @Nullable LocalResults open(Path out) throws IOException {
        Files.createDirectories(out);
        FileChannel channel =
                FileChannel.open(out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                removeLeftOver(out);
                return new LocalResults(channel, lock);
            }
        } catch (OverlappingFileLockException byOurselves) {
            // Another one in this process: as good as one in another.
        } catch (IOException | RuntimeException unable) {
            channel.close();
            throw unable;
        }
        channel.close();
        return null;
    }

    /// Where incidents are worked on, beside where they will be; absolute, for workers run elsewhere.
    public static Path workFolder(Path out) throws IOException {
        return Files.createDirectories(out.toAbsolutePath().resolve(LocalStore.WORK));
    }

    private static void removeLeftOver(Path out) throws IOException {
        removeDead(out.resolve(LocalStore.WORK));
        Path incidents = out.resolve(IncidentTask.INCIDENTS);
        if (Files.isDirectory(incidents)) {
            for (Path hidden : entries(incidents)) {
                if (String.valueOf(hidden.getFileName()).startsWith(".")) {
                    LocalStore.deleteAll(hidden);
                }
            }
        }
    }

    /// Removes what processes that are no longer there have left: names begin with the process's number.
    public static void removeDead(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        for (Path each : entries(work)) {
            String owner = String.valueOf(each.getFileName()).replaceFirst("-.*", "");
            boolean alive = owner.matches("\\d{1,9}")
                    && ProcessHandle.of(Long.parseLong(owner)).isPresent();
            if (!alive) {
                LocalStore.deleteAll(each);
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
