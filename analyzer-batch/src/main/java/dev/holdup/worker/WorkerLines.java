package dev.holdup.worker;

import dev.holdup.analysis.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/// The worker's side of what it and who started it have with each other: its input tells that the other has ended, its
/// output how far it is.
public final class WorkerLines {
    /// Exit code: nothing could be analysed; another try would say the same.
    public static final int UNREADABLE = 3;

    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private WorkerLines() {}

    /// Ends this process as soon as its standard input does, since then who started it has ended.
    public static void endWithInput() {
        Thread.ofPlatform().daemon().name("watch of input").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is sent; the other end is only held.
                }
            } catch (IOException broken) {
                // As good as its end.
            }
            Runtime.getRuntime().halt(1);
        });
    }

    /// @return the exit code to end with
    public static int failed(String sentence, PrintStream out) {
        out.println(new WorkerLine.Failed(sentence).text());
        return UNREADABLE;
    }

    /// Progress comes thousands of times; a few times a second is enough for those who look on.
    public static Progress progress(PrintStream out) {
        return new Progress() {
            private String last = "";
            private long toldAt;

            @Override
            public synchronized void at(String phase, double done) {
                long now = System.nanoTime();
                if (!phase.equals(last) || now - toldAt > EVERY_NANOS) {
                    out.println(new WorkerLine.At(phase, done).text());
                    last = phase;
                    toldAt = now;
                }
            }
        };
    }
}
