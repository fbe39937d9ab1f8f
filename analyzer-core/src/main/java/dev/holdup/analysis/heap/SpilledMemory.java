package dev.holdup.analysis.heap;

import dev.holdup.dumps.storage.TemporaryFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Zeroed memory that lies in a temporary file, mapped: the system keeps in memory what there is room for.
final class SpilledMemory {
    /// What other programs shall find free on the disk, or a tenth of a small one.
    private static final long RESERVE_BYTES = 1L << 30;

    private SpilledMemory() {}

    /// @throws TableSpace.NoRoom if the disk is full, or the file cannot be made
    static MemorySegment allocate(long bytes, Arena arena) {
        Path folder = TemporaryFiles.folder();
        try {
            FileStore store = Files.getFileStore(folder);
            // A mapped file whose pages find no room on the disk would end the process.
            if (store.getUsableSpace() - Math.min(RESERVE_BYTES, store.getTotalSpace() / 10) < bytes) {
                throw noRoom(bytes, folder, "");
            }
            try (FileChannel channel = TemporaryFiles.createFile()) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            }
        } catch (IOException failed) {
            throw noRoom(bytes, folder, ": " + failed.getMessage());
        }
    }

    private static TableSpace.NoRoom noRoom(long bytes, Path folder, String reason) {
        return new TableSpace.NoRoom("no room for " + bytes + " bytes of temporary tables in " + folder + reason
                + "; free some, allow more memory with --max-memory, or name a larger folder with"
                + " HOLDUP_OPTS=-Djava.io.tmpdir=FOLDER");
    }
}
