package dev.holdup.batch.run;

import dev.holdup.batch.store.LocalStore;
import dev.holdup.dumps.storage.ProcessMark;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder of results on this machine's disk that one run at a time writes to. What a run that was ended has left
/// half done is removed as the next begins.
public final class LocalResults implements AutoCloseable {
    private static final String HOST = host();
    private static final Pattern NAME =
            Pattern.compile("(\\d{1,18})-" + Pattern.quote(HOST) + "-([0-9a-f]{8})-.*", Pattern.DOTALL);

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
        return ProcessMark.PID + "-" + HOST + "-" + ProcessMark.RUN + "-";
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
        Matcher name = NAME.matcher(folder);
        return name.matches() && ProcessMark.isOver(Long.parseLong(name.group(1)), name.group(2));
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
