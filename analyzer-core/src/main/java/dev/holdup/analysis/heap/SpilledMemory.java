package dev.holdup.analysis.heap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/// Zeroed memory that lies in a temporary file, mapped: the system keeps in memory what there is room for.
///
/// The file is in the folder of the system property `java.io.tmpdir`. Where the system lets go of open files, which is
/// everywhere but on Windows, it has no name from the moment it is open, so it goes with the process, however that
/// ends.
final class SpilledMemory {
    /// What other programs shall find free on the disk, or a tenth of a small one.
    private static final long RESERVE_BYTES = 1L << 30;

    private SpilledMemory() {}

    /// @throws TableSpace.NoRoom if the disk is full, or the file cannot be made
    static MemorySegment allocate(long bytes, Arena arena) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            FileStore store = Files.getFileStore(folder);
            // A mapped file whose pages find no room on the disk would end the process.
            if (store.getUsableSpace() - Math.min(RESERVE_BYTES, store.getTotalSpace() / 10) < bytes) {
                throw noRoom(bytes, folder, "");
            }
            Path file = folder.resolve("holdup-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".table");
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE))) {
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
