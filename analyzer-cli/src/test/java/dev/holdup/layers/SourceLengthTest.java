package dev.holdup.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class too long to read in one go holds more than one idea.
class SourceLengthTest {
    private static final int LIMIT = 600;

    @Test
    void noSourceIsLongerThanTheLimit() throws IOException {
        Map<Path, Integer> tooLong = new TreeMap<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > LIMIT) {
                tooLong.put(source, lines);
            }
        }
        assertThat(sources).as("sources of all modules").hasSizeGreaterThan(50);
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        Path clone = Path.of("..").toRealPath();
        try (Stream<Path> files = Files.walk(clone)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> clone.relativize(file).toString().matches("[^/]+/src/(main|test)/.*"))
                    .toList();
        }
    }
}
