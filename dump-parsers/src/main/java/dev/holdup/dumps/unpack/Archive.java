package dev.holdup.dumps.unpack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/// The files in an archive, one after the other. Their names are for people: nothing is ever written under them.
public sealed interface Archive extends Closeable permits TarArchive, ZipArchive, SevenZipArchive {

    /// One file; its content can be read until the next one is asked for.
    record Entry(String name, UnpackedStream content) {}

    /// The next file, or null after the last; folders and links are left out.
    ///
    /// @throws IOException if the archive is damaged or cut off here, or a limit is reached
    @Nullable
    Entry next() throws IOException;

    /// @param packed the content of a tar or zip archive
    static Archive streamed(Packing packing, InputStream packed, UnpackBudget budget) {
        return switch (packing) {
            case TAR -> new TarArchive(packed, budget);
            case ZIP -> new ZipArchive(packed, budget);
            case SEVEN_ZIP, GZIP, ZSTD, XZ, BZIP2, LZ4 ->
                throw new IllegalArgumentException(packing + " is no archive that can be read as a stream");
        };
    }

    /// A 7z archive has its list of files at its end.
    ///
    /// @throws IOException if that list cannot be read
    static Archive sevenZip(SeekableByteChannel packed, UnpackBudget budget) throws IOException {
        return new SevenZipArchive(packed, budget);
    }
}
