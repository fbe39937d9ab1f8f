package dev.holdup.dumps.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Temporary files that only their owner may read and that no end of the process leaves behind.
///
/// They lie in the folder of the system property `java.io.tmpdir`. Where the system lets go of open files, which is
/// everywhere but on Windows, a file has no name from the moment it is open. Names tell the process they belong
/// to, and what a process left that lives no more is removed when another first needs such files.
public final class TemporaryFiles {
    private static final String PREFIX = "holdup-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-([0-9a-f]{8})[0-9a-f]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private TemporaryFiles() {}

    public static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// An empty file that goes when it is closed and no longer mapped.
    public static FileChannel createFile() throws IOException {
        removeLeftovers(folder());
        while (true) {
            try {
                return FileChannel.open(nameOfOurs(folder()), OPTIONS, ownerOnly("rw-------"));
            } catch (FileAlreadyExistsException taken) {
                // The next name is another one.
            }
        }
    }

    public static Path createFolder() throws IOException {
        return createFolder(folder());
    }

    /// In another folder than that for temporary files.
    public static Path createFolder(Path parent) throws IOException {
        removeLeftovers(parent);
        return Files.createDirectory(nameOfOurs(parent), ownerOnly("rwx------"));
    }

    private static Path nameOfOurs(Path parent) {
        return parent.resolve(PREFIX + ProcessMark.PID + "-" + ProcessMark.RUN
                + HexFormat.of().toHexDigits(RANDOM.nextInt()));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// Removes what processes left behind that were killed.
    public static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (isLeftover(String.valueOf(file.getFileName()))) {
                    remove(file);
                }
            }
        } catch (IOException unreadable) {
            // Then there is nothing that could be removed.
            return;
        }
    }

    private static boolean isLeftover(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() && ProcessMark.isOver(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /// A file, or a folder with the files right in it; links are not followed.
    private static void remove(Path leftover) throws IOException {
        if (Files.isDirectory(leftover, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(leftover)) {
                content.forEach(TemporaryFiles::deleteIfPossible);
            }
        }
        deleteIfPossible(leftover);
    }

    public static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUseOrNotOurs) {
            // As on Windows while it is loaded, or as another user's: it stays.
            return;
        }
    }
}
