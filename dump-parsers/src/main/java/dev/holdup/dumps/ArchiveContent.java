package dev.holdup.dumps;

import dev.holdup.dumps.unpack.Archive;
import dev.holdup.dumps.unpack.Decompression;
import dev.holdup.dumps.unpack.Packing;
import dev.holdup.dumps.unpack.UnpackBudget;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The files in an archive, one after the other, for those who sort them into incidents before any is analysed.
public final class ArchiveContent {
    private ArchiveContent() {}

    /// Takes one file; what it leaves unread is skipped.
    @FunctionalInterface
    public interface EntryReader {
        /// @param ordinal 0 for the first file in the archive
        /// @param name for people: nothing may be written under it
        void read(int ordinal, String name, InputStream content) throws IOException;
    }

    /// Reads zip and tar, also compressed ones, as far as they are whole.
    ///
    /// @param packedBytes size of the file, by which unpacking is bounded
    /// @return false if it is no archive that can be read as a stream; then nothing was read
    public static boolean forEach(InputStream file, long packedBytes, UnpackLimits limits, EntryReader reader)
            throws IOException {
        UnpackBudget budget = new UnpackBudget(limits, packedBytes);
        BufferedInputStream content = Heads.buffered(file);
        for (int depth = 0; depth < limits.maxDepth(); depth++) {
            Packing packing = Packing.of(Heads.of(content));
            if (packing == null || packing == Packing.SEVEN_ZIP) {
                return false;
            }
            if (packing.isArchive()) {
                read(Archive.streamed(packing, content, budget), reader);
                return true;
            }
            content = Heads.buffered(Decompression.of(packing, content, budget));
        }
        return false;
    }

    private static void read(Archive archive, EntryReader reader) throws IOException {
        int ordinal = 0;
        for (Archive.Entry entry = next(archive); entry != null; entry = next(archive)) {
            reader.read(ordinal++, entry.name(), entry.content());
        }
    }

    /// What comes after a damage cannot be told apart, so the archive ends there.
    private static Archive.@Nullable Entry next(Archive archive) {
        try {
            return archive.next();
        } catch (IOException damaged) {
            return null;
        }
    }
}
