package dev.holdup.batch.discovery;

import dev.holdup.dumps.DumpPeek;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that may be a dump, or a file within an archive.
///
/// @param name below what was given, with slashes; of a file in an archive the archive's, a slash and its own
/// @param location of the file, or of the archive
/// @param entry its ordinal in the archive; −1 for a file of its own
/// @param bytes of the file, or of the entry once unpacked
/// @param modified of the file or the archive, milliseconds since 1970
/// @param sha256 of the entry's content, known from looking into the archive; null for a file of its own
/// @param capturedAt null if it does not say
public record FoundDump(
        String name,
        String location,
        int entry,
        long bytes,
        long modified,
        @Nullable String sha256,
        DumpPeek.Kind kind,
        @Nullable Instant capturedAt)
        implements Serializable {

    /// Of the file itself, without folders.
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// Empty for what lies in no folder.
    public String folder() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /// Whether nothing of it has changed since it was seen so.
    public String fingerprint() {
        return bytes + "\t" + modified + "\t" + entry + "\t" + name.replaceAll("[\\t\\r\\n]", " ");
    }
}
