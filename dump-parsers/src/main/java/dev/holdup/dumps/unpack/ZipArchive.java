package dev.holdup.dumps.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/// Reads zip as a stream, entry by entry, so that a cut archive gives what comes before the cut.
final class ZipArchive implements Archive {
    private final PackedInput packed;
    private final ZipArchiveInputStream zip;
    private final UnpackBudget budget;

    ZipArchive(InputStream packed, UnpackBudget budget) {
        // Stored entries of unknown length are not read: it would have to take them whole into memory.
        this.packed = new PackedInput(packed);
        this.zip = new ZipArchiveInputStream(this.packed, StandardCharsets.UTF_8.name(), true, false, true);
        this.budget = budget;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        for (ZipArchiveEntry entry = nextOfAnyKind(); entry != null; entry = nextOfAnyKind()) {
            if (!entry.isDirectory()) {
                ZipArchiveEntry file = entry;
                return new Entry(
                        EntryName.shown(file.getName(), budget.limits()),
                        new UnpackedStream("The file in the zip archive", () -> content(file), packed, budget));
            }
        }
        return null;
    }

    private @Nullable ZipArchiveEntry nextOfAnyKind() throws IOException {
        ZipArchiveEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (RuntimeException fault) {
            throw new IOException("damaged", fault);
        }
        if (entry != null) {
            budget.entry();
        }
        return entry;
    }

    private InputStream content(ZipArchiveEntry entry) throws IOException {
        if (!zip.canReadEntryData(entry)) {
            throw new Unsupported(
                    entry.getGeneralPurposeBit().usesEncryption()
                            ? "It is encrypted: unpack the archive first."
                            : "It is stored in a way that cannot be read as a stream: unpack the archive first.");
        }
        return new Checked(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// Compares the checksum at the end, which the library does not; where it stands behind the content, it is not
    /// known in time.
    private final class Checked extends CheckedInputStream {
        private final ZipArchiveEntry entry;

        Checked(ZipArchiveEntry entry) {
            super(zip, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0
                    && !entry.getGeneralPurposeBit().usesDataDescriptor()
                    && entry.getCrc() >= 0
                    && entry.getCrc() != getChecksum().getValue()) {
                throw new IOException("wrong checksum");
            }
            return count;
        }

        /// The archive goes on behind the entry.
        @Override
        public void close() {}
    }
}
