package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A pool whose few workers are busy for ever. Either tasks pile up in its queue, or callers wait for theirs.
///
/// Arguments: `backlog|callers`, number of workers, number of tasks or callers, bytes a task or caller.
public final class LabelPrinting {

    private static final AtomicInteger PRINTING = new AtomicInteger();

    private LabelPrinting() {}

    public static void main(String... args) throws IOException, InterruptedException {
        begin(args);
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    /// When this returns, nobody but its workers knows the pool.
    private static void begin(String... args) throws InterruptedException {
        int workers = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        int bytes = Integer.parseInt(args[3]);
        AtomicInteger started = new AtomicInteger();
        ExecutorService printers =
                Executors.newFixedThreadPool(workers, work -> new Thread(work, "printer-" + started.incrementAndGet()));
        for (int i = 0; i < workers; i++) {
            printers.execute(new PrintJob(new byte[0]));
        }
        while (PRINTING.get() < workers) {
            Thread.sleep(20);
        }
        if (args[0].equals("backlog")) {
            for (int i = 0; i < count; i++) {
                printers.execute(new PrintJob(Payload.ofBytes(bytes)));
            }
        } else {
            Crowd.start("request", count, number -> await(printers, Payload.ofBytes(bytes)));
        }
    }

    /// The payload is the caller's, not the task's.
    private static void await(ExecutorService printers, byte[] order) throws InterruptedException, ExecutionException {
        Future<?> label = printers.submit(new PrintJob(new byte[0]));
        Leash.say(label.get() + " " + Payload.sum(order));
    }

    private record PrintJob(byte[] label) implements Runnable {

        @Override
        public void run() {
            PRINTING.incrementAndGet();
            try {
                Thread.sleep(ReportShop.WAIT_MILLIS); // the printer is out of paper
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            Leash.say("printed " + Payload.sum(label));
        }
    }
}
