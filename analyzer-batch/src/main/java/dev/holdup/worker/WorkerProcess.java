package dev.holdup.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One analysis in a process of its own: it can be ended at any moment, cannot take more memory than it is given, and
/// what a hostile dump does to it, it does to nobody else.
public final class WorkerProcess {
    private final Process process;
    private final Path folder;

    private WorkerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
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
        return new WorkerProcess(WorkerJvm.start(main, classPath, folder, memoryBytes, jvm, arguments), folder);
    }

    /// Waits for its end, telling what it says on the way.
    public End await(Duration patience, ProgressOnlooker progress) throws IOException, InterruptedException {
        Thread clock = WorkerJvm.endAfter(patience, process);
        String sentence = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (WorkerLine.of(line).orElse(null)) {
                    case WorkerLine.At(String phase, double done) -> progress.at(phase, done);
                    case WorkerLine.Failed(String said) -> sentence = said;
                    case WorkerLine.Done _ -> {
                        // Its end says so, too.
                    }
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
                : WorkerJvm.crashed(exit, folder);
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
