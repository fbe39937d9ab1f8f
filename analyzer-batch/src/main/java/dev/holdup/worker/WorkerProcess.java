package dev.holdup.worker;

import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.BufferedReader;
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

/// One analysis in a process of its own: it can be ended at any moment, cannot take more memory than it is given, and
/// what a hostile dump does to it, it does to nobody else.
public final class WorkerProcess {
    private static final long HEAP_LIMIT = 4L << 30;
    private static final int SENTENCE_LIMIT = 1000;

    /// It gives way to whoever waits for an answer of this machine, where the system knows how.
    private static final List<String> AFTER_OTHERS =
            Files.isExecutable(Path.of("/usr/bin/nice")) ? List.of("/usr/bin/nice", "-n", "10") : List.of();

    private final Process process;
    private final Path errors;

    private WorkerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /// How it ended.
    public sealed interface End {
        /// With a report in its folder.
        record Done() implements End {}

        /// There is nothing to analyse; another try would end so, too.
        record Failed(String sentence) implements End {}

        /// By itself or ended by somebody else; another try may help.
        record Crashed(String sentence) implements End {}
    }

    public static WorkerProcess start(WorkerRequest request) throws IOException {
        return start(AnalysisWorker.class, List.of(), request);
    }

    /// The same with a program of one's own.
    ///
    /// @param main takes the request, and ends as an [AnalysisWorker] does
    /// @param options of its virtual machine
    public static WorkerProcess start(Class<?> main, List<String> options, WorkerRequest request) throws IOException {
        return start(
                main,
                System.getProperty("java.class.path"),
                request.folder(),
                request.memoryBytes(),
                options,
                request.arguments());
    }

    /// @param main what runs in it; like [AnalysisWorker] it ends with its input and says [WorkerLine]s
    /// @param folder that it works in
    /// @param jvm further options of its virtual machine
    public static WorkerProcess start(
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
        command.addAll(UnpackLimits.asOptions());
        command.addAll(jvm);
        command.addAll(List.of("-cp", absolute(classPath), main.getName()));
        command.addAll(arguments);
        Path errors = folder.resolve("errors.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        return new WorkerProcess(builder.start(), errors);
    }

    /// The worker runs in another folder.
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Waits for its end, telling what it says on the way.
    public End await(Duration patience, ProgressOnlooker progress) throws IOException, InterruptedException {
        Thread clock = Thread.startVirtualThread(() -> {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        String sentence = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (WorkerLine.of(line).orElse(null)) {
                    case WorkerLine.At(String phase, double done) -> progress.at(phase, done);
                    case WorkerLine.Failed(String said) -> sentence = said;
                    case null -> {
                        // A library's own words.
                    }
                }
            }
        }
        int exit = process.waitFor();
        clock.interrupt();
        if (exit == 0) {
            return new End.Done();
        }
        return exit == WorkerLines.UNREADABLE && !sentence.isEmpty()
                ? new End.Failed(sentence)
                : new End.Crashed("The analysis ended before its time, with exit code " + exit + lastWords());
    }

    private String lastWords() throws IOException {
        if (!Files.exists(errors) || Files.size(errors) == 0) {
            return ".";
        }
        String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
        String first = said.lines().findFirst().orElse("");
        return ": " + first.substring(0, Math.min(first.length(), SENTENCE_LIMIT));
    }

    /// Told of progress.
    @FunctionalInterface
    public interface ProgressOnlooker {
        void at(String phase, double done);
    }

    /// Ends it at once.
    public void kill() {
        process.destroyForcibly();
    }
}
