package dev.holdup.dumps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files that the paths of a command stand for, each once: a folder stands for the files right in it, by name.
final class GivenFiles {
    /// @param fromFolder whether it was found in a folder, where files that are no dumps are nobody's mistake
    record GivenFile(Path path, boolean fromFolder) {}

    private final List<GivenFile> files = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private GivenFiles() {}

    static List<GivenFile> of(List<Path> paths) throws IOException {
        GivenFiles given = new GivenFiles();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> content = Files.list(path)) {
                    for (Path file :
                            content.filter(Files::isRegularFile).sorted().toList()) {
                        given.add(file, true);
                    }
                }
            } else {
                given.add(path, false);
            }
        }
        return List.copyOf(given.files);
    }

    private void add(Path path, boolean fromFolder) throws IOException {
        if (seen.add(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath())) {
            files.add(new GivenFile(path, fromFolder));
        }
    }
}
