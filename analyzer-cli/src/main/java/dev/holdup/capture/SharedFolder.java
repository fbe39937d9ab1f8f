package dev.holdup.capture;

import dev.holdup.dumps.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/// A folder in which the JVM can write and this process can read, also if the JVM lives in a container or has a `/tmp`
/// of its own; it goes with the capture, or at the start of a later one if this process is killed.
///
/// @param here its path for this process
/// @param there its path for the JVM
record SharedFolder(Path here, Path there) implements AutoCloseable {

    /// @param wanted where there should be room
    static SharedFolder of(long pid, Path wanted) throws IOException {
        Path root = Path.of("/proc", Long.toString(pid), "root");
        Path here = TemporaryFiles.createFolder(wanted);
        if (!Files.isDirectory(root) || isSame(here, inside(root, here))) {
            return owned(pid, new SharedFolder(here, here));
        }
        TemporaryFiles.deleteIfPossible(here);
        Path theirs = TemporaryFiles.createFolder(root.resolve("tmp"));
        return owned(pid, new SharedFolder(theirs, Path.of("/tmp").resolve(theirs.getFileName())));
    }

    private static Path inside(Path root, Path path) throws IOException {
        return root.resolve(Path.of("/").relativize(path.toRealPath()));
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(other) && Files.isSameFile(one, other);
    }

    /// The JVM's user has to be able to write into it, and nobody else.
    private static SharedFolder owned(long pid, SharedFolder folder) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (Files.isDirectory(process)) {
            UserPrincipal user = Files.getOwner(process, LinkOption.NOFOLLOW_LINKS);
            if (!user.equals(Files.getOwner(folder.here, LinkOption.NOFOLLOW_LINKS))) {
                Files.setOwner(folder.here, user);
            }
        }
        return folder;
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(here).getUsableSpace();
    }

    @Override
    public void close() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(here)) {
            files.forEach(TemporaryFiles::deleteIfPossible);
        } catch (IOException unreadable) {
            // The next capture tries again.
            return;
        }
        TemporaryFiles.deleteIfPossible(here);
    }
}
