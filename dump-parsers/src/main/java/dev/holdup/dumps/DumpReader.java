package dev.holdup.dumps;

import dev.holdup.dumps.GivenFiles.GivenFile;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Opens the files of one incident.
public final class DumpReader {
    private DumpReader() {}

    /// Opens all dumps among the files; a folder or an archive stands for the files in it.
    ///
    /// Files that cannot be used are listed in [OpenDumps#unreadable] as long as one can.
    /// @throws MalformedDumpException if none of the files can be used, with the reason for the first one
    /// @throws IOException if a folder cannot be listed
    public static OpenDumps openAll(List<Path> files) throws MalformedDumpException, IOException {
        return openAll(files, UnpackLimits.ofSystemProperties());
    }

    /// As above, with bounds of one's own on what is unpacked.
    public static OpenDumps openAll(List<Path> files, UnpackLimits limits) throws MalformedDumpException, IOException {
        OpenIncident incident = new OpenIncident(limits);
        boolean usable = false;
        try {
            for (GivenFile file : GivenFiles.of(files)) {
                incident.open(file);
            }
            incident.allOpened();
            usable = incident.holdsDumps();
        } finally {
            if (!usable) {
                incident.close();
            }
        }
        if (!usable) {
            throw unusable(files, incident);
        }
        return incident;
    }

    /// Whether this file is an Erlang crash dump that is not packed, to be told before it is opened.
    public static boolean isErlangCrashDump(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return ContentKind.of(content.readNBytes(ContentKind.HEAD_BYTES)) == ContentKind.ERLANG;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static MalformedDumpException unusable(List<Path> files, OpenIncident incident) {
        MalformedDumpException first = incident.firstFailure();
        if (first != null) {
            return first;
        }
        String given = files.isEmpty() ? "input" : String.valueOf(files.getFirst());
        return new MalformedDumpException(
                new SourceLocation.InFile(given, 0),
                files.isEmpty()
                        ? "no file was given"
                        : "the folder holds neither an HPROF heap dump nor a thread dump");
    }
}
