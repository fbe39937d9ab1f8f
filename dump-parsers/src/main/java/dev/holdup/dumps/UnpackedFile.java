package dev.holdup.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// A heap dump unpacked to a temporary file that only its owner may read: a mapped file has to be plain.
///
/// It lies in the folder of the system property `java.io.tmpdir` and goes with [#close], where it is still mapped and
/// the system keeps mapped files (Windows) with the JVM.
final class UnpackedFile implements AutoCloseable {
    private static final long MAX_RESERVE_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 1 << 20;
    /// Chunks between two looks at the space left.
    private static final int CHUNKS_PER_CHECK = 32;

    private final Path path;

    private UnpackedFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// What other programs shall find free: a gigabyte, or a tenth of a small disk.
    static long reserveBytes() throws IOException {
        return Math.min(MAX_RESERVE_BYTES, store().getTotalSpace() / 10);
    }

    /// Writes the stream to a file; leaves none behind if that fails.
    ///
    /// @param expectedBytes least number of bytes to come, as far as known
    /// @param reserveBytes that have to stay free on the disk
    /// @throws IOException if there is not enough room, with what to do about it
    static UnpackedFile of(InputStream content, long expectedBytes, long reserveBytes) throws IOException {
        checkRoom(expectedBytes, reserveBytes);
        Path path = Files.createTempFile(folder(), "holdup-", ".hprof");
        path.toFile().deleteOnExit();
        boolean written = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            int chunks = 0;
            for (int count = content.readNBytes(chunk, 0, chunk.length);
                    count > 0;
                    count = content.readNBytes(chunk, 0, chunk.length)) {
                if (++chunks % CHUNKS_PER_CHECK == 0) {
                    checkRoom(count, reserveBytes);
                }
                out.write(chunk, 0, count);
            }
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(path);
            }
        }
        return new UnpackedFile(path);
    }

    private static void checkRoom(long neededBytes, long reserveBytes) throws IOException {
        if (store().getUsableSpace() - reserveBytes < neededBytes) {
            throw new IOException("no room to unpack it in " + folder()
                    + "; free some, or name a larger folder with -Djava.io.tmpdir=FOLDER");
        }
    }

    private static FileStore store() throws IOException {
        return Files.getFileStore(folder());
    }

    private static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stillMapped) {
            // As on Windows: it goes when the JVM ends.
            return;
        }
    }
}
