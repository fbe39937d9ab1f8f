package dev.holdup.worker;

import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The virtual machine of a worker: it gives way to others, is bound in what it takes, and leaves nothing outside of
/// its folder.
final class WorkerJvm {
    private static final long HEAP_LIMIT = 4L << 30;
    private static final int SENTENCE_LIMIT = 1000;
    private static final String ERRORS = "errors.log";

    /// It gives way to whoever waits for an answer of this machine, where the system knows how.
    private static final List<String> AFTER_OTHERS =
            Files.isExecutable(Path.of("/usr/bin/nice")) ? List.of("/usr/bin/nice", "-n", "10") : List.of();

    private WorkerJvm() {}

    /// @param main what runs in it; it ends with its input and says [WorkerLine]s
    /// @param folder that it works in
    /// @param jvm further options of the virtual machine
    static Process start(
            Class<?> main, String classPath, Path folder, long memoryBytes, List<String> jvm, List<String> arguments)
            throws IOException {
        // Tables lie outside of the Java heap, so this bound is far above what is taken.
        long heap = Math.max(256L << 20, Math.min(HEAP_LIMIT, memoryBytes / 2));
        List<String> command = new ArrayList<>(AFTER_OTHERS);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // What is unpacked goes where it is removed whatever happens.
                "-Djava.io.tmpdir=" + folder,
                "-XX:ErrorFile=" + folder.resolve("crash.log")));
        command.addAll(startCache());
        command.addAll(UnpackLimits.asOptions());
        command.addAll(jvm);
        command.addAll(List.of("-cp", absolute(classPath), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve(ERRORS).toFile())
                .start();
    }

    /// Options for the launcher's start cache, if it has one: a worker's class path begins as that of the cache. Where
    /// it does not fit after all, nothing is said of it among the worker's errors.
    private static List<String> startCache() {
        String cache = System.getProperty("holdup.start-cache", "");
        return cache.isEmpty()
                ? List.of()
                : List.of(
                        "-XX:AOTCache=" + cache,
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-Xlog:aot*=off:stderr",
                        "-Xlog:cds*=off:stderr");
    }

    /// Ends a process unless the thread that this returns is interrupted before.
    static Thread endAfter(Duration patience, Process process) {
        return Thread.startVirtualThread(() -> {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// The worker runs in another folder.
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Of one that ended before its time, with what it said last.
    static WorkerProcess.End.Crashed crashed(int exitCode, Path folder) throws IOException {
        return new WorkerProcess.End.Crashed(
                "The analysis ended before its time, with exit code " + exitCode + lastWords(folder.resolve(ERRORS)));
    }

    private static String lastWords(Path errors) throws IOException {
        if (!Files.exists(errors) || Files.size(errors) == 0) {
            return ".";
        }
        String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
        String first = said.lines().findFirst().orElse("");
        return ": " + first.substring(0, Math.min(first.length(), SENTENCE_LIMIT));
    }
}
