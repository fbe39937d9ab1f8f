package dev.holdup.dumps.unpack;

import dev.holdup.dumps.storage.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;

/// Unpacked content in a temporary file: what is mapped has to be plain. See [TemporaryFiles] for where and how long.
public final class SpillFile implements AutoCloseable {
    private static final long MAX_RESERVE_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 1 << 20;
    /// Chunks between two looks at the space left.
    private static final int CHUNKS_PER_CHECK = 32;

    private final FileChannel file;

    private SpillFile(FileChannel file) {
        this.file = file;
    }

    /// What other programs shall find free: a gigabyte, or a tenth of a small disk.
    static long reserveBytes() throws IOException {
        return Math.min(MAX_RESERVE_BYTES, store().getTotalSpace() / 10);
    }

    /// Writes the whole stream to a file.
    ///
    /// @param expectedBytes least number of bytes to come, as far as known
    /// @throws IOException if there is not enough room, with what to do about it
    public static SpillFile of(InputStream content, long expectedBytes) throws IOException {
        return of(content, expectedBytes, reserveBytes());
    }

    /// @param reserveBytes that have to stay free on the disk
    static SpillFile of(InputStream content, long expectedBytes, long reserveBytes) throws IOException {
        SpillFile spilled = empty(expectedBytes, reserveBytes);
        boolean written = false;
        try {
            spilled.fill(content, reserveBytes);
            written = true;
            return spilled;
        } finally {
            if (!written) {
                spilled.close();
            }
        }
    }

    /// For content that is written piece by piece.
    static SpillFile empty(long expectedBytes, long reserveBytes) throws IOException {
        checkRoom(expectedBytes, reserveBytes);
        return new SpillFile(TemporaryFiles.createFile());
    }

    private void fill(InputStream content, long reserveBytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        int chunks = 0;
        long at = 0;
        for (int count = content.readNBytes(chunk, 0, chunk.length);
                count > 0;
                count = content.readNBytes(chunk, 0, chunk.length)) {
            if (++chunks % CHUNKS_PER_CHECK == 0) {
                checkRoom(count, reserveBytes);
            }
            write(ByteBuffer.wrap(chunk, 0, count), at);
            at += count;
        }
    }

    /// May be called by several threads.
    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /// The file's content, which stays when the file is closed.
    public MemorySegment map(Arena arena) throws IOException {
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    }

    /// To read from; not to be closed.
    public FileChannel channel() {
        return file;
    }

    private static void checkRoom(long neededBytes, long reserveBytes) throws IOException {
        if (store().getUsableSpace() - reserveBytes < neededBytes) {
            throw new IOException("no room to unpack it in " + TemporaryFiles.folder()
                    + "; free some, or name a larger folder with -Djava.io.tmpdir=FOLDER");
        }
    }

    private static FileStore store() throws IOException {
        return Files.getFileStore(TemporaryFiles.folder());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
