package dev.holdup.batch.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// This machine's file systems, network ones among them. Works in the folder `.work` beside what it writes.
public final class LocalStore implements FileStore {
    /// Where folders are put together before they move to their place.
    public static final String WORK = ".work";

    /// Names that [#beside] makes.
    private static final Pattern HALF_DONE =
            Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(tmp|old)");

    @Override
    public List<StoredFile> list(String folder) throws IOException {
        Path root = Path.of(folder);
        if (!Files.exists(root)) {
            throw new NoSuchFileException(folder);
        }
        List<StoredFile> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(root) && isHidden(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // A link is followed to a file, never to a folder: that one could lead back here.
                if (Files.isRegularFile(file) && !isHidden(file)) {
                    String name = file.equals(root)
                            ? String.valueOf(file.getFileName())
                            : root.relativize(file).toString().replace('\\', '/');
                    files.add(new StoredFile(
                            name,
                            // For other machines that see the same file system, and processes in other folders.
                            file.toAbsolutePath().normalize().toString(),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) throws IOException {
                if (file.equals(root)) {
                    throw unreadable;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(StoredFile::name));
        return files;
    }

    /// Files and folders that are being written below a folder, or that step aside; of nobody, if nobody writes there.
    public static List<Path> halfDone(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> HALF_DONE
                            .matcher(String.valueOf(each.getFileName()))
                            .matches())
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /// A hidden name beside that of `place`, for as long as it is not done.
    private static Path beside(Path place, String ending) {
        return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ending);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public InputStream open(String location) throws IOException {
        return Files.newInputStream(Path.of(location));
    }

    @Override
    public Path local(String location) {
        return Path.of(location);
    }

    @Override
    public byte @Nullable [] read(String location) throws IOException {
        try {
            return Files.readAllBytes(Path.of(location));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    @Override
    public void write(String location, byte[] content) throws IOException {
        Path file = Path.of(location).toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException(location + " is a folder");
        }
        Files.createDirectories(folder);
        Path temporary = beside(file, ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void delete(String location) throws IOException {
        deleteAll(Path.of(location));
    }

    @Override
    public void publish(Path folder, String location, String lastFile) throws IOException {
        Path place = Path.of(location).toAbsolutePath();
        Files.createDirectories(place.getParent());
        Path beside = beside(place, ".tmp");
        try {
            try {
                Files.move(folder, beside, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException otherDisk) {
                copyAll(folder, beside);
            }
            replace(beside, place);
        } finally {
            deleteAll(beside);
        }
    }

    /// A folder that is not empty cannot be moved over: the old one steps aside first. Others may do the same at the
    /// same time; one of them is there at the end.
    private static void replace(Path folder, Path place) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (DirectoryNotEmptyException | FileAlreadyExistsException | AccessDeniedException taken) {
                if (attempt == 5) {
                    throw taken;
                }
            } catch (java.nio.file.FileSystemException taken) {
                if (attempt == 5 || !Files.exists(place)) {
                    throw taken;
                }
            }
            Path old = beside(place, ".old");
            try {
                Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
                deleteAll(old);
            } catch (NoSuchFileException gone) {
                // Somebody else moved it aside.
            }
        }
    }

    @Override
    public void prepare(String folder) throws IOException {
        Path directory = Path.of(folder);
        Files.createDirectories(directory);
        Files.delete(Files.createFile(beside(directory.resolve("try"), ".tmp")));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    /// What is not there needs no deleting.
    public static void deleteAll(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
