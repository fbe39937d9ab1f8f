package dev.holdup.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The side of a [LastingWorker] in its process: analyses what it is asked to, a line of standard input each, until
/// that ends or the process is no longer as good as a new one.
public final class WorkerLoop {
    /// What may pile up unseen does so no further than that.
    private static final int MOST_ANALYSES = 100;
    /// Of its Java heap; the findings of an analysis are gone after it.
    private static final double MOST_HEAP_KEPT = 0.25;

    private WorkerLoop() {}

    /// One analysis.
    @FunctionalInterface
    public interface Analysis {
        /// @param out for progress
        /// @return its last words; if the process is not to be trusted further, those that want no other one
        WorkerLine of(List<String> arguments, PrintStream out);
    }

    /// Does not return. An error that nobody caught ends the process, as running out of memory does.
    public static void run(Analysis analysis) throws InterruptedException {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("requests").start(() -> read(requests));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int count = 1; ; count++) {
            WorkerLine last = analysis.of(arguments(requests.take()), out);
            if (last.equals(new WorkerLine.Done(true)) && (count == MOST_ANALYSES || !hasForgotten())) {
                last = new WorkerLine.Done(false);
            }
            out.println(last.text());
        }
    }

    /// The end of the input is that of who started this process.
    private static void read(BlockingQueue<String> requests) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                requests.add(line);
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(1);
    }

    /// Whether the heap is as good as empty after a collection, which also gives its memory back.
    private static boolean hasForgotten() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() < MOST_HEAP_KEPT * runtime.maxMemory();
    }

    /// Texts hold whatever file names do, so each is in Base64.
    static String line(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            words.add(Base64.getEncoder().encodeToString(argument.getBytes(StandardCharsets.UTF_8)));
        }
        return String.join(" ", words);
    }

    static List<String> arguments(String line) {
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            arguments.add(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8));
        }
        return arguments;
    }
}
