package dev.holdup.server.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// What has arrived of an upload: a file that only grows at its end, with the hash of what is in it.
///
/// Its length on disk is the truth, so a killed server finds out where to go on. The one exception is a part that comes
/// with a checksum: until that is verified, a file `ID.from` beside it holds the length to fall back to.
/// Used by one thread at a time, apart from [#offset()].
public final class PartialFile {
    private static final int BUFFER_BYTES = 1 << 17;
    /// How often the disk is asked whether it has room.
    private static final long ROOM_CHECK_BYTES = 32L << 20;

    private final Path file;
    private final Path fallback;
    private Sha256 hash;
    private volatile long offset;

    private PartialFile(Path file, Path fallback, Sha256 hash, long offset) {
        this.file = file;
        this.fallback = fallback;
        this.hash = hash;
        this.offset = offset;
    }

    /// Opens what is there of it, or makes it. Reads what is there, to hash it.
    public static PartialFile open(Path file) throws IOException {
        Path fallback = fallbackOf(file);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        long length = lengthOf(file);
        PartialFile partial = new PartialFile(file, fallback, Sha256.ofStart(file, length), length);
        if (Files.exists(fallback)) {
            partial.truncate(length);
            Files.delete(fallback);
        }
        return partial;
    }

    /// How many bytes of it are on disk for good; 0 if nothing of it is.
    public static long lengthOf(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        long length = Files.size(file);
        try {
            String base = Files.readString(fallbackOf(file)).strip();
            // An empty one was cut short as it was written, before any byte of the part.
            return base.isEmpty() ? length : Math.min(length, Long.parseLong(base));
        } catch (NoSuchFileException whole) {
            return length;
        }
    }

    private static Path fallbackOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".from");
    }

    /// How many bytes are there for good.
    public long offset() {
        return offset;
    }

    /// Of what is there.
    public String sha256() {
        return hash.hex();
    }

    /// Adds what comes, to its end or to the first failure; what was written before that stays.
    ///
    /// @param limit bytes that the file may have in all
    /// @return whether more would have come than the limit allows; what is beyond it is not written
    public boolean append(InputStream in, long limit, Room room) throws IOException, NoRoomException {
        Sha256 running = hash;
        try (FileChannel channel = channel()) {
            return write(in, limit, room, channel, running, written -> offset = written);
        } catch (IOException | NoRoomException interrupted) {
            resync();
            throw interrupted;
        }
    }

    /// Adds a part only if it is whole and has the checksum; otherwise all is as before.
    ///
    /// @return whether it had
    public boolean appendVerified(InputStream in, long limit, Room room, Checksum checksum)
            throws IOException, NoRoomException {
        long from = offset;
        Files.writeString(fallback, Long.toString(from));
        Sha256 running = hash.copy();
        boolean verified = false;
        long[] end = {from};
        try (FileChannel channel = channel()) {
            boolean tooLong = write(checksum.reading(in), limit, room, channel, running, written -> end[0] = written);
            verified = checksum.fits() && !tooLong;
        } finally {
            if (verified) {
                Files.deleteIfExists(fallback);
                hash = running;
                offset = end[0];
            } else {
                truncate(from);
                Files.deleteIfExists(fallback);
            }
        }
        return verified;
    }

    /// Told of the file's length as it grows.
    private interface Growth {
        void to(long length);
    }

    private boolean write(InputStream in, long limit, Room room, FileChannel channel, Sha256 running, Growth growth)
            throws IOException, NoRoomException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long at = offset;
        long checkAt = at;
        boolean tooLong = false;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (at >= checkAt) {
                room.checkDisk();
                checkAt = at + ROOM_CHECK_BYTES;
            }
            int taken = (int) Math.min(read, limit - at);
            ByteBuffer rest = ByteBuffer.wrap(buffer, 0, taken);
            while (rest.hasRemaining()) {
                int written = channel.write(rest, at + rest.position());
                if (written <= 0) {
                    throw new IOException("the disk takes no more");
                }
            }
            running.add(buffer, taken);
            at += taken;
            growth.to(at);
            if (taken < read) {
                tooLong = true;
                break;
            }
        }
        channel.force(false);
        return tooLong;
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /// After a failed write, the file may hold some bytes more than were counted.
    private void resync() throws IOException {
        truncate(offset);
        // Hash and offset advance together, after the bytes are written.
    }

    private void truncate(long length) throws IOException {
        try (FileChannel channel = channel()) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    /// Removes it and what belongs to it.
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(fallbackOf(file));
    }

    /// Moves it to its place among the contents, if it is not there already.
    public static void moveTo(Path file, Path place) throws IOException {
        if (Files.exists(place)) {
            delete(file);
            return;
        }
        Path folder = place.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
