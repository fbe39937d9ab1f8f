package dev.holdup.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Where an export goes: a file, which appears whole or not at all, or standard output.
///
/// @param file null for standard output
record ExportFile(@Nullable Path file) {
    private static final int GZIP_BUFFER_BYTES = 1 << 16;

    /// Writes the export's content.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, CommandFailure;
    }

    /// @param output as given by the user, null for standard output
    static ExportFile at(@Nullable String output) throws CommandFailure {
        try {
            return new ExportFile(output == null ? null : Path.of(output));
        } catch (InvalidPathException invalid) {
            throw CommandFailure.wrongUsage("-o " + output + " is no path: give another.", invalid);
        }
    }

    /// Tries the place, so that nobody waits for an analysis whose result cannot be written.
    void prepare(Path input) throws CommandFailure {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.wrongUsage(file + " is a folder: give a file's name with -o.");
        }
        if (ReportFiles.isSame(file, input)) {
            throw CommandFailure.wrongUsage(
                    "The export would overwrite the input " + input + ": give it another name with -o.");
        }
        ReportFiles.tryFolderOf(file);
    }

    /// Compressed if the name ends in `.gz`.
    void write(Content content) throws CommandFailure {
        if (file == null) {
            writeToStandardOutput(content);
            return;
        }
        Path temporary = ReportFiles.temporary(file);
        try {
            try (OutputStream out = compressed(Files.newOutputStream(temporary))) {
                content.writeTo(out);
            }
            ReportFiles.move(temporary, file);
        } catch (IOException unwritable) {
            throw ReportFiles.cannotWrite(ReportFiles.folderOf(file), unwritable);
        } finally {
            ReportFiles.deleteQuietly(temporary);
        }
    }

    private OutputStream compressed(OutputStream out) throws IOException {
        boolean gzip = String.valueOf(file).toLowerCase(Locale.ROOT).endsWith(".gz");
        return gzip ? new GZIPOutputStream(out, GZIP_BUFFER_BYTES) : out;
    }

    /// Not through `System.out`, which keeps it to itself when the reader has gone.
    private static void writeToStandardOutput(Content content) throws CommandFailure {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            content.writeTo(out);
        } catch (IOException unwritable) {
            throw CommandFailure.wrongUsage(
                    "Cannot write to standard output (" + unwritable.getMessage() + "): write to a file with -o.",
                    unwritable);
        }
    }
}
