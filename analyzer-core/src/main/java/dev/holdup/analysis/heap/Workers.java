package dev.holdup.analysis.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Runs the same work on several threads and waits for all of them.
///
/// @param cancellation asked by work that takes long
public record Workers(int threads, Cancellation cancellation) {
    /// Items of work between two questions whether it is still wanted.
    public static final int CHECK_MASK = (1 << 16) - 1;

    /// Workers that nobody cancels.
    public Workers(int threads) {
        this(threads, new Cancellation());
    }

    /// As many others for the same analysis.
    public Workers with(int others) {
        return new Workers(others, cancellation);
    }

    /// Called in loops with a running number: every so often asks whether the work is still wanted.
    public void check(long number) {
        if ((number & CHECK_MASK) == 0) {
            cancellation.check();
        }
    }

    /// Calls `work` with 0…threads−1, each on a thread of its own; the first failure is thrown after all have
    /// ended.
    public void run(IntConsumer work) {
        if (threads == 1) {
            work.accept(0);
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, Workers::worker)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                int number = worker;
                running.add(pool.submit(() -> work.accept(number)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while analysing", interrupted);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    /// Runs two things at the same time, one after the other if there is one thread only.
    public void both(Runnable first, Runnable second) {
        if (threads == 1) {
            first.run();
            second.run();
        } else {
            with(2).run(worker -> (worker == 0 ? first : second).run());
        }
    }

    /// What the first answers; the second runs at the same time, or after it if there is one thread only.
    public <T> T beside(Supplier<T> first, Runnable second) {
        List<T> answer = new ArrayList<>();
        both(() -> answer.add(first.get()), second);
        return answer.getFirst();
    }

    /// Calls `work` with consecutive ranges that cover 0…length−1.
    public void ranges(long length, RangeWork work) {
        if (length < 100_000 || threads == 1) {
            work.accept(0, length);
            return;
        }
        run(worker -> work.accept(length * worker / threads, length * (worker + 1) / threads));
    }

    /// From inclusive, to exclusive.
    @FunctionalInterface
    public interface RangeWork {
        void accept(long from, long to);
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "holdup-worker");
        thread.setDaemon(true);
        return thread;
    }
}
