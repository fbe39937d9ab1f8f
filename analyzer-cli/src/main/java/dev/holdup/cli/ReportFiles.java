package dev.holdup.cli;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.dumps.storage.ProcessMark;
import dev.holdup.report.ReportFormat;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of one report, a path for each format. A file appears whole or not at all.
final class ReportFiles {
    /// Draws what the files are of in one form.
    interface Drawing {
        void draw(ReportFormat format, Writer out) throws IOException;
    }

    private final Map<ReportFormat, Path> pathByFormat;

    private ReportFiles(Map<ReportFormat, Path> pathByFormat) {
        this.pathByFormat = pathByFormat;
    }

    /// @param output as given by the user: a name with or without a format's ending, or a folder
    /// @param nameInFolder of the files if it is a folder
    static ReportFiles at(String output, String nameInFolder, Collection<ReportFormat> formats) throws CommandFailure {
        try {
            boolean folder =
                    output.endsWith("/") || output.endsWith(File.separator) || Files.isDirectory(Path.of(output));
            Path name = folder ? Path.of(output).resolve(nameInFolder) : Path.of(withoutEnding(output));
            Map<ReportFormat, Path> paths = new EnumMap<>(ReportFormat.class);
            for (ReportFormat format : formats) {
                paths.put(format, name.resolveSibling(name.getFileName() + format.fileEnding()));
            }
            return new ReportFiles(paths);
        } catch (InvalidPathException invalid) {
            throw CommandFailure.wrongUsage("-o " + output + " is no path: give another.", invalid);
        }
    }

    private static String withoutEnding(String path) {
        for (ReportFormat format : ReportFormat.values()) {
            String ending = format.fileEnding();
            int start = path.length() - ending.length();
            boolean hasName = start > 0 && path.charAt(start - 1) != File.separatorChar;
            if (hasName && path.regionMatches(true, start, ending, 0, ending.length())) {
                return path.substring(0, start);
            }
        }
        return path;
    }

    List<Path> paths() {
        return List.copyOf(pathByFormat.values());
    }

    /// Without those formats whose file is the given one.
    ReportFiles without(Path file) throws CommandFailure {
        Map<ReportFormat, Path> others = new EnumMap<>(pathByFormat);
        for (Map.Entry<ReportFormat, Path> entry : pathByFormat.entrySet()) {
            if (isSame(entry.getValue(), file)) {
                others.remove(entry.getKey());
            }
        }
        return new ReportFiles(others);
    }

    /// Makes the folder and tries it, so that nobody waits for an analysis whose report cannot be written.
    ///
    /// @param inputs files that must not be written over
    void prepare(List<Path> inputs) throws CommandFailure {
        for (Path file : paths()) {
            if (Files.isDirectory(file)) {
                throw CommandFailure.wrongUsage(file + " is a folder: give the report another name with -o.");
            }
            for (Path input : inputs) {
                if (isSame(file, input)) {
                    throw CommandFailure.wrongUsage(
                            "The report would overwrite the input " + input + ": give it another name with -o.");
                }
            }
            tryFolderOf(file);
        }
    }

    /// Makes the file's folder and tries whether it can be written to.
    static void tryFolderOf(Path file) throws CommandFailure {
        Path folder = folderOf(file);
        try {
            Files.createDirectories(folder);
            removeLeftovers(folder, file);
            Files.deleteIfExists(Files.createFile(temporary(file)));
        } catch (IOException unwritable) {
            throw cannotWrite(folder, unwritable);
        }
    }

    void write(IncidentReport report) throws CommandFailure {
        write((format, out) -> format.writer().write(report, out));
    }

    /// Writes all formats to temporary files beside their places, then moves them there.
    void write(Drawing drawing) throws CommandFailure {
        try {
            for (Map.Entry<ReportFormat, Path> entry : pathByFormat.entrySet()) {
                try (Writer out = Files.newBufferedWriter(temporary(entry.getValue()), StandardCharsets.UTF_8)) {
                    drawing.draw(entry.getKey(), out);
                }
            }
            for (Path file : paths()) {
                move(temporary(file), file);
            }
        } catch (IOException unwritable) {
            throw cannotWrite(folderOf(paths().getFirst()), unwritable);
        } finally {
            paths().forEach(file -> deleteQuietly(temporary(file)));
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The failure to write has been told already; a left-over temporary file is the lesser harm.
            file.toFile().deleteOnExit();
        }
    }

    /// In the same folder, because only a move within one file system is atomic.
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + ProcessMark.PID + "-" + ProcessMark.RUN + ".tmp");
    }

    /// Removes what processes left of this file that were killed while they wrote it.
    private static void removeLeftovers(Path folder, Path file) {
        Pattern ofFile = Pattern.compile(
                "\\." + Pattern.quote(String.valueOf(file.getFileName())) + "\\.(\\d{1,18})-([0-9a-f]{8})\\.tmp");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Matcher name = ofFile.matcher(String.valueOf(each.getFileName()));
                if (name.matches() && ProcessMark.isOver(Long.parseLong(name.group(1)), name.group(2))) {
                    deleteQuietly(each);
                }
            }
        } catch (IOException unreadable) {
            // Then there is nothing that could be removed.
            return;
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    static boolean isSame(Path output, Path input) throws CommandFailure {
        try {
            return Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot look at " + input + ": check its permissions.", unreadable);
        }
    }

    static CommandFailure cannotWrite(Path folder, IOException because) {
        return CommandFailure.wrongUsage(
                "Cannot write to " + folder + " (" + reason(because) + "): choose another place with -o.", because);
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file is in the way";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            case FileSystemException system -> system.getClass().getSimpleName();
            case IOException other -> String.valueOf(other.getMessage());
        };
    }
}
