package dev.holdup.capture;

import com.github.luben.zstd.ZstdOutputStream;
import dev.holdup.dumps.storage.TemporaryFiles;
import dev.holdup.dumps.unpack.ZstdLibrary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// One file with all that was captured; it appears whole, or not at all.
final class Bundle implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private static final String UNFINISHED = "bundle";

    private final Path file;
    private final Path workFolder;
    private final TarArchiveOutputStream tar;
    private final String folder;

    /// @param lies folder of the file
    /// @param folder in the bundle, for all its files
    Bundle(Path file, Path lies, String folder) throws IOException {
        ZstdLibrary.load();
        this.file = file;
        this.folder = folder;
        // Nobody else may read it, nor its folder.
        this.workFolder = TemporaryFiles.createFolder(lies);
        OutputStream out = Files.newOutputStream(workFolder.resolve(UNFINISHED));
        this.tar = new TarArchiveOutputStream(
                new BufferedOutputStream(new ZstdOutputStream(out).setChecksum(true), BUFFER_BYTES), "UTF-8");
        // Files of more than eight gigabytes.
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void add(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(name, bytes.length);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    void add(Path content) throws IOException {
        put(String.valueOf(content.getFileName()), Files.size(content));
        Files.copy(content, tar);
        tar.closeArchiveEntry();
    }

    private void put(String name, long bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + name);
        entry.setSize(bytes);
        entry.setMode(0600);
        entry.setModTime(new Date());
        tar.putArchiveEntry(entry);
    }

    void finish() throws IOException {
        tar.close();
        restrict(workFolder.resolve(UNFINISHED));
        Files.move(workFolder.resolve(UNFINISHED), file, StandardCopyOption.REPLACE_EXISTING);
        TemporaryFiles.deleteIfPossible(workFolder);
    }

    @Override
    public void close() throws IOException {
        try {
            tar.close();
        } finally {
            remove();
        }
    }

    /// What is not finished.
    void remove() {
        TemporaryFiles.deleteIfPossible(workFolder.resolve(UNFINISHED));
        TemporaryFiles.deleteIfPossible(workFolder);
    }

    /// A heap dump holds what the process held.
    private static void restrict(Path bundle) throws IOException {
        if (Files.getFileStore(bundle).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(bundle, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
