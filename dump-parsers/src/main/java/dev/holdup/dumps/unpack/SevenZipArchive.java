package dev.holdup.dumps.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.jspecify.annotations.Nullable;

/// Reads 7z, which needs the whole archive: its list of files stands at its end.
final class SevenZipArchive implements Archive {
    private final SevenZFile archive;
    private final UnpackBudget budget;

    SevenZipArchive(SeekableByteChannel packed, UnpackBudget budget) throws IOException {
        this.budget = budget;
        long kibibytes = budget.limits().maxDecoderBytes() >> 10;
        try {
            this.archive = SevenZFile.builder()
                    .setSeekableByteChannel(packed)
                    .setMaxMemoryLimitKiB(Math.clamp(kibibytes, 1, Integer.MAX_VALUE))
                    .get();
        } catch (PasswordRequiredException encrypted) {
            throw new Unsupported("It is encrypted: unpack the archive first.");
        } catch (RuntimeException fault) {
            throw new IOException("damaged", fault);
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        for (SevenZArchiveEntry entry = nextOfAnyKind(); entry != null; entry = nextOfAnyKind()) {
            if (entry.hasStream() && !entry.isDirectory()) {
                String name = entry.getName();
                return new Entry(
                        EntryName.shown(name == null ? "" : name, budget.limits()),
                        new UnpackedStream("The file in the 7z archive", Content::new, null, budget));
            }
        }
        return null;
    }

    private @Nullable SevenZArchiveEntry nextOfAnyKind() throws IOException {
        SevenZArchiveEntry entry;
        try {
            entry = archive.getNextEntry();
        } catch (RuntimeException fault) {
            throw new IOException("damaged", fault);
        }
        if (entry != null) {
            budget.entry();
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /// The bytes of the current entry.
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return archive.read(buffer, offset, length);
        }
    }
}
