package dev.holdup.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process that does one analysis after another, each as bound and as easily ended as one in a [WorkerProcess].
///
/// Half of a small analysis is the start of its virtual machine and the first compilation of code, which are had once
/// here. Whatever goes wrong ends the process; the next analysis is then done by another one.
public final class LastingWorker implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final OutputStream requests;
    private final BufferedReader lines;
    private boolean fit = true;

    private LastingWorker(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.requests = process.getOutputStream();
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param main hands an analysis to a [WorkerLoop]
    /// @param folder that it works in; files that are there after an analysis are what it has left behind
    /// @param memoryBytes of the whole process
    /// @param jvm further options of its virtual machine
    public static LastingWorker start(Class<?> main, String classPath, Path folder, long memoryBytes, List<String> jvm)
            throws IOException {
        return new LastingWorker(WorkerJvm.start(main, classPath, folder, memoryBytes, jvm, List.of()), folder);
    }

    /// Whether it may be given another analysis.
    public boolean isFit() {
        return fit && process.isAlive();
    }

    /// Has one analysis done, telling on the way how far it is.
    ///
    /// @param patience after so long, it is ended with its process
    public WorkerProcess.End run(List<String> arguments, Duration patience, WorkerProcess.ProgressOnlooker progress)
            throws IOException, InterruptedException {
        fit = false;
        Thread clock = WorkerJvm.endAfter(patience, process);
        try {
            send(arguments);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (WorkerLine.of(line).orElse(null)) {
                    case WorkerLine.At(String phase, double done) -> progress.at(phase, done);
                    case WorkerLine.Failed(String sentence) -> {
                        return new WorkerProcess.End.Failed(sentence);
                    }
                    case WorkerLine.Done(boolean another) -> {
                        fit = another;
                        return new WorkerProcess.End.Done();
                    }
                    case null -> {
                        // A library's own words.
                    }
                }
            }
            return WorkerJvm.crashed(process.waitFor(), folder);
        } finally {
            clock.interrupt();
        }
    }

    private void send(List<String> arguments) {
        try {
            requests.write((WorkerLoop.line(arguments) + "\n").getBytes(StandardCharsets.US_ASCII));
            requests.flush();
        } catch (IOException ended) {
            // It takes nothing any more: its output ends, too, and its exit code says why.
        }
    }

    /// Ends it at once, and waits until it has: its memory and its files are another's from then on.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
