package dev.holdup.server.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/// That this server is the only one on its folder. The system lets go of it when the process ends, however it ends.
public record FolderLock(FileChannel channel) implements AutoCloseable {

    /// @throws IOException if another server has it
    public static FolderLock of(DataFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.root().resolve("holdup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            // As good as another's.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException("another holdup server uses the folder " + folder.root());
        }
        return new FolderLock(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // The lock with it.
        }
    }
}
