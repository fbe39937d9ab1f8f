package dev.holdup.spark;

import dev.holdup.batch.store.FileStore;
import dev.holdup.batch.store.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/// A store that one of Hadoop's file systems reads: S3, HDFS, Azure, Google.
///
/// A file of an object store is there when its stream has been closed, so a folder is published file by file with the
/// one last that says it is whole. Attempts that write the same folder at once write the same bytes.
final class HadoopStore implements FileStore {
    private final FileSystem system;

    HadoopStore(FileSystem system) {
        this.system = system;
    }

    private static org.apache.hadoop.fs.Path path(String location) {
        return new org.apache.hadoop.fs.Path(location);
    }

    @Override
    public List<StoredFile> list(String folder) throws IOException {
        org.apache.hadoop.fs.Path root = system.makeQualified(path(folder));
        List<StoredFile> files = new ArrayList<>();
        FileStatus given = system.getFileStatus(root);
        if (given.isFile()) {
            files.add(file(root.getName(), given));
            return files;
        }
        String prefix = root.toUri().getPath();
        String start = prefix.endsWith("/") ? prefix : prefix + "/";
        RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true);
        while (all.hasNext()) {
            LocatedFileStatus status = all.next();
            String whole = status.getPath().toUri().getPath();
            String name = whole.startsWith(start) ? whole.substring(start.length()) : whole;
            if (!name.startsWith(".") && !name.contains("/.")) {
                files.add(file(name, status));
            }
        }
        files.sort(Comparator.comparing(StoredFile::name));
        return files;
    }

    private static StoredFile file(String name, FileStatus status) {
        return new StoredFile(name, status.getPath().toString(), status.getLen(), status.getModificationTime());
    }

    @Override
    public InputStream open(String location) throws IOException {
        return system.open(path(location));
    }

    @Override
    public @Nullable Path local(String location) {
        return null;
    }

    @Override
    public byte @Nullable [] read(String location) throws IOException {
        try (InputStream content = system.open(path(location))) {
            return content.readAllBytes();
        } catch (FileNotFoundException none) {
            return null;
        }
    }

    /// HDFS shows a file while it is written, so it gets its name afterwards; what an object store calls a rename is a
    /// copy, which is not needed there.
    @Override
    public void write(String location, byte[] content) throws IOException {
        org.apache.hadoop.fs.Path place = path(location);
        if (showsUnfinishedFiles()) {
            org.apache.hadoop.fs.Path temporary =
                    new org.apache.hadoop.fs.Path(place.getParent(), "." + place.getName() + "." + UUID.randomUUID());
            writeTo(temporary, content);
            system.delete(place, false);
            if (!system.rename(temporary, place)) {
                system.delete(temporary, false);
                throw new IOException(location + " cannot be written");
            }
        } else {
            writeTo(place, content);
        }
    }

    private boolean showsUnfinishedFiles() {
        return system.getScheme().equals("hdfs") || system.getScheme().equals("viewfs");
    }

    private void writeTo(org.apache.hadoop.fs.Path place, byte[] content) throws IOException {
        try (FSDataOutputStream out = system.create(place, true)) {
            out.write(content);
        }
    }

    @Override
    public void delete(String location) throws IOException {
        system.delete(path(location), true);
    }

    @Override
    public void publish(Path folder, String location, String lastFile) throws IOException {
        org.apache.hadoop.fs.Path place = path(location);
        // Files of an earlier version that this one has not got must not stay.
        system.delete(new org.apache.hadoop.fs.Path(place, lastFile), false);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted(Comparator.comparing((Path file) ->
                                    String.valueOf(file.getFileName()).equals(lastFile))
                            .thenComparing(Path::compareTo))
                    .toList();
        }
        for (Path file : files) {
            try (OutputStream out =
                    system.create(new org.apache.hadoop.fs.Path(place, String.valueOf(file.getFileName())), true)) {
                Files.copy(file, out);
            }
        }
    }

    @Override
    public void prepare(String folder) throws IOException {
        org.apache.hadoop.fs.Path tried = new org.apache.hadoop.fs.Path(path(folder), ".try-" + UUID.randomUUID());
        writeTo(tried, new byte[0]);
        system.delete(tried, false);
    }
}
