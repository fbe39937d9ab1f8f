package dev.holdup.server.client;

import dev.holdup.server.content.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file to be sent.
record LocalFile(Path path, String name, long bytes, long modifiedMillis) {

    static List<LocalFile> of(List<Path> paths) throws IOException {
        List<LocalFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(new LocalFile(
                    path.toAbsolutePath().normalize(),
                    String.valueOf(path.getFileName()),
                    Files.size(path),
                    Files.getLastModifiedTime(path).toMillis()));
        }
        return files;
    }

    /// The same for the same files, so that a second run finds what the first has begun.
    static String label(List<LocalFile> files) {
        StringBuilder all = new StringBuilder();
        for (LocalFile file : files) {
            all.append(file.path)
                    .append('\0')
                    .append(file.bytes)
                    .append('\0')
                    .append(file.modifiedMillis)
                    .append('\0');
        }
        return "upload-"
                + Sha256.hexOf(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }
}
