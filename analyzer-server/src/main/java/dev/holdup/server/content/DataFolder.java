package dev.holdup.server.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The server's folder. Every name in it is one that the server has made up.
///
/// `uploads/ID` what has arrived of an upload; `contents/ab/HASH` whole files; `work/…` of analyses that run;
/// `reports/NAME/report.*`.
public record DataFolder(Path root) {

    /// Makes the folder and its parts. What only the server may read is made so: dumps hold secrets.
    public static DataFolder at(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        boolean isNew = !Files.exists(absolute);
        Files.createDirectories(absolute);
        if (isNew && Files.getFileStore(absolute).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    absolute, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
        DataFolder folder = new DataFolder(absolute);
        for (Path part : List.of(folder.uploads(), folder.contents(), folder.work(), folder.reports())) {
            Files.createDirectories(part);
        }
        return folder;
    }

    public Path uploads() {
        return root.resolve("uploads");
    }

    public Path contents() {
        return root.resolve("contents");
    }

    public Path work() {
        return root.resolve("work");
    }

    public Path reports() {
        return root.resolve("reports");
    }

    /// Where the content with this hash lies or is to lie.
    public Path content(String sha256) {
        return contents().resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /// The names in one of the folders.
    public static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /// Deletes a folder and all that is in it, if it is there.
    public static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
