package dev.holdup.server.deeper;

import dev.holdup.server.store.DumpFile;
import java.io.IOException;
import java.nio.file.Path;

/// Where the files of incidents come from.
@FunctionalInterface
public interface Contents {

    /// Puts the file's content at a place of its own, as a second name if that is possible.
    void fetch(DumpFile file, Path to) throws IOException;
}
