package dev.holdup.batch.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files that are read by location, and results that appear whole or not at all. For several threads.
public interface FileStore {

    /// All files below a folder, in the order of their names; the folder of one file is that file. Nothing that
    /// begins with a dot.
    ///
    /// @throws IOException if there is no such folder, or it cannot be read
    List<StoredFile> list(String folder) throws IOException;

    InputStream open(String location) throws IOException;

    /// The file itself if it lies on this machine's disks; null if it has to be copied here first.
    @Nullable
    Path local(String location);

    /// What a small file holds; null if there is none.
    byte @Nullable [] read(String location) throws IOException;

    /// Writes a small file, in the place of one that was there.
    void write(String location, byte[] content) throws IOException;

    void delete(String location) throws IOException;

    /// Moves a folder of this machine to its place, as a whole: `lastFile` of it is there only when all others are.
    /// A folder that was there before is replaced.
    void publish(Path folder, String location, String lastFile) throws IOException;

    /// Makes the folder if need be, and tries whether it can be written to.
    void prepare(String folder) throws IOException;
}
