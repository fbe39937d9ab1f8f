package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Commands that run in a folder, and are ended as `kill -9` does at random moments.
///
/// At 50 moments with `./check --all-kills`; at the same ones again with `-Dholdup.kill.seed=N`.
final class HardKills {
    static final boolean ALL = System.getenv("HOLDUP_ALL_KILLS") != null;
    private static final long SEED = Long.getLong("holdup.kill.seed", System.nanoTime());
    private static final int PATIENCE_SECONDS = 100;

    private final Random random = new Random(SEED);
    private final Path folder;

    /// @param folder in which commands run; `tmp` in it is where their temporary files go, `said.txt` what they say
    HardKills(Path folder) throws IOException {
        System.err.println("-Dholdup.kill.seed=" + SEED);
        this.folder = folder;
        Files.createDirectories(temporary());
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Random random() {
        return random;
    }

    /// A moment within so long, in milliseconds.
    long within(long millis) {
        return random.nextLong(millis + 1);
    }

    Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    /// Lets the command end by itself, and well.
    ///
    /// @return milliseconds that it took
    long runToItsEnd(List<String> arguments) throws Exception {
        long begun = System.nanoTime();
        Process process = start(arguments);
        awaitGoodEnd(process);
        return (System.nanoTime() - begun) / 1_000_000;
    }

    void awaitGoodEnd(Process process) throws Exception {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "exit code " + process.exitValue() : "it does not end") + ": "
                    + Files.readString(folder.resolve("said.txt")));
        }
    }

    /// Kills it alone; those that work for it have to notice and end, too.
    ///
    /// @return whether it was still running
    static boolean killAlone(Process process) throws Exception {
        List<ProcessHandle> workers = process.descendants().toList();
        boolean running = process.isAlive();
        process.destroyForcibly().waitFor();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return running;
    }

    /// Kills it with all that work for it, as the end of a container does.
    ///
    /// @return whether it was still running
    static boolean killAll(Process process) throws Exception {
        List<ProcessHandle> workers = process.descendants().toList();
        workers.forEach(ProcessHandle::destroyForcibly);
        return killAlone(process);
    }

    /// Names of all files below, hidden ones among them. Folders may go while they are looked into.
    static Set<String> files(Path root) throws IOException {
        Set<String> names = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(root.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        names.removeIf(name -> name.startsWith("hsperfdata"));
        return names;
    }

    /// Removes what a command is to write; what it left half written stays.
    static void clear(Path root, Set<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(root.resolve(name));
        }
    }

    static void clear(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(root)) {
                    Files.delete(each);
                }
            }
        }
    }
}
