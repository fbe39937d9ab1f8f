package dev.holdup.server.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// All in the server's folder.
public record FolderDepot(DataFolder folder) implements Depot {
    private static final String MARK = "holdup.id";

    @Override
    public void arrive(Path file, String sha256) throws IOException {
        PartialFile.moveTo(file, folder.content(sha256));
    }

    @Override
    public OptionalLong sizeOf(String sha256) throws IOException {
        try {
            return OptionalLong.of(Files.size(folder.content(sha256)));
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        }
    }

    /// A link: the bytes stay where they are, and until both names are gone.
    @Override
    public void fetch(String sha256, long bytes, Path to, BooleanSupplier wanted) throws IOException {
        try {
            Files.createLink(to, folder.content(sha256));
        } catch (UnsupportedOperationException noLinks) {
            Files.createSymbolicLink(to, folder.content(sha256));
        }
    }

    @Override
    public void deleteContent(String sha256) throws IOException {
        Files.deleteIfExists(folder.content(sha256));
    }

    @Override
    public void arriveReport(Path files, String name) throws IOException {
        Files.move(files, folder.reports().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public byte[] report(String name, String file) throws IOException {
        return Files.readAllBytes(folder.reports().resolve(name).resolve(file));
    }

    @Override
    public void deleteReport(String name) throws IOException {
        DataFolder.deleteAll(folder.reports().resolve(name));
    }

    @Override
    public void claim(String installation, boolean isKnown) throws IOException {
        Path mark = folder.root().resolve(MARK);
        boolean isMarked = Files.exists(mark) && Files.size(mark) > 0;
        if (isMarked && Files.readString(mark).strip().equals(installation)) {
            return;
        }
        boolean isEmpty = DataFolder.entries(folder.contents()).isEmpty()
                && DataFolder.entries(folder.reports()).isEmpty();
        if (isMarked ? !isEmpty : !isEmpty && !isKnown) {
            throw new IOException("the files in " + folder.root() + " belong to another database");
        }
        Files.writeString(mark, installation + "\n");
    }

    @Override
    public void sweep(Set<String> contents, Set<String> reports) throws IOException {
        for (Path part : DataFolder.entries(folder.contents())) {
            for (Path file : DataFolder.entries(part)) {
                if (!contents.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        for (Path report : DataFolder.entries(folder.reports())) {
            if (!reports.contains(String.valueOf(report.getFileName()))) {
                DataFolder.deleteAll(report);
            }
        }
    }

    @Override
    public void start() {
        // It does nothing by itself.
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
