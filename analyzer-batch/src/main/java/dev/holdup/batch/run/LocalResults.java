package dev.holdup.batch.run;

import dev.holdup.batch.store.LocalStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder of results on this machine's disk that one run at a time writes to. What a run that was ended has left
/// half done is removed as the next begins.
public final class LocalResults implements AutoCloseable {
    private static final String HOST = host();
    /// Tells this process from one before it with the same number, as the first one of every container has it.
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

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
        Path work = out.resolve(LocalStore.WORK);
        if (Files.isDirectory(work)) {
            // Whoever worked there had this lock, on whatever machine or in whatever container.
            for (Path each : entries(work)) {
                LocalStore.deleteAll(each);
            }
        }
        for (Path halfDone : LocalStore.halfDone(out)) {
            LocalStore.deleteAll(halfDone);
        }
    }

    /// What names of this process's folders begin with. Several machines may see the same folder, and containers with
    /// process numbers of their own.
    static String ownPrefix() {
        return ProcessHandle.current().pid() + "-" + HOST + "-" + RUN + "-";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", "_");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /// Removes what processes of this machine that are no longer there have left.
    public static void removeDead(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        for (Path each : entries(work)) {
            if (isDead(String.valueOf(each.getFileName()))) {
                LocalStore.deleteAll(each);
            }
        }
    }

    private static boolean isDead(String folder) {
        String[] name = folder.split("-", 3);
        if (name.length < 3 || !name[1].equals(HOST) || !name[0].matches("\\d{1,9}")) {
            return false;
        }
        long pid = Long.parseLong(name[0]);
        return pid == ProcessHandle.current().pid()
                ? !folder.startsWith(ownPrefix())
                : ProcessHandle.of(pid).isEmpty();
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
