package dev.holdup.analysis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The folder named by `HOLDUP_DUMPS`: dumps anywhere below it, and what others found in them in
/// `oracle/NAME/`, where `NAME.hprof` is the dump's name, with or without the ending of a compression.
final class RealDumps {
    private RealDumps() {}

    /// Folders below `oracle` that hold a file of that name; skips the test if there are none.
    static List<Path> oraclesWith(String fileName) throws IOException {
        String folder = Objects.requireNonNullElse(System.getenv("HOLDUP_DUMPS"), "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: no real dumps; name a folder with HOLDUP_DUMPS");
        Path oracle = Path.of(folder, "oracle");
        assumeTrue(Files.isDirectory(oracle), "SKIPPED: no folder " + oracle);
        try (Stream<Path> folders = Files.list(oracle)) {
            List<Path> found = folders.filter(each -> Files.exists(each.resolve(fileName)))
                    .sorted()
                    .toList();
            assumeTrue(!found.isEmpty(), "SKIPPED: no " + fileName + " in the folders of " + oracle);
            return found;
        }
    }

    /// The dump that an oracle's folder is about.
    static OpenDumps open(Path oracle) throws IOException {
        String name = oracle.getFileName() + ".hprof";
        Path root = Objects.requireNonNull(
                Objects.requireNonNull(oracle.getParent()).getParent());
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> {
                        String fileName = file.getFileName().toString();
                        return fileName.equals(name) || fileName.startsWith(name + ".");
                    })
                    .sorted()
                    .toList();
        }
        assumeTrue(!files.isEmpty(), "SKIPPED: no " + name + " below " + root);
        try {
            return DumpReader.openAll(files.subList(0, 1));
        } catch (MalformedDumpException packed) {
            throw new TestAbortedException("SKIPPED: " + packed.getMessage(), packed);
        }
    }
}
