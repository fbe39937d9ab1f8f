package dev.holdup.dumps.unpack;

import com.github.luben.zstd.util.Native;
import dev.holdup.dumps.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The zstd library is native: its file is written to a temporary folder to be loaded, and removed at once where the
/// system lets go of loaded files (all but Windows, where it goes with the JVM).
public final class ZstdLibrary {
    private ZstdLibrary() {}

    /// Does nothing when called again.
    public static synchronized void load() throws IOException {
        if (Native.isLoaded()) {
            return;
        }
        Path folder = TemporaryFiles.createFolder();
        try {
            Native.load(folder.toFile());
        } catch (UnsatisfiedLinkError unsupported) {
            throw new IOException("zstd does not work on this system", unsupported);
        } finally {
            List<Path> files;
            try (Stream<Path> content = Files.list(folder)) {
                files = content.toList();
            }
            for (Path file : files) {
                TemporaryFiles.deleteIfPossible(file);
            }
            TemporaryFiles.deleteIfPossible(folder);
        }
    }
}
