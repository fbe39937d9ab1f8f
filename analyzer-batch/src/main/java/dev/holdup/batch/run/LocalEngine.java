package dev.holdup.batch.run;

import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.FileStore;
import dev.holdup.worker.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Analyses on this machine, as many incidents at once as processors and memory allow.
///
/// One that alone wants more memory than there is runs by itself and spills to disk. One that does not fit now lets
/// smaller ones pass, for it is among the first to be asked again: nothing comes that is larger.
public final class LocalEngine implements BatchEngine {
    private final IncidentTask task;
    private final FileStore store;
    private final Path work;
    private final Limits limits;

    /// @param atOnce analyses at a time, at most
    /// @param threads of all of them together
    public record Limits(MemoryBudget memory, int atOnce, int threads) {}

    /// @param work a folder on this machine's disk
    public LocalEngine(IncidentTask task, FileStore store, Path work, Limits limits) {
        this.task = task;
        this.store = store;
        this.work = work;
        this.limits = limits;
    }

    @Override
    public List<@Nullable String> identify(List<PlannedIncident> incidents) throws InterruptedException {
        try (ExecutorService hashing = Executors.newFixedThreadPool(
                limits.atOnce(), Thread.ofPlatform().daemon().name("hash-", 0).factory())) {
            List<Future<String>> hashes = new ArrayList<>();
            incidents.forEach(incident -> hashes.add(hashing.submit(() -> IncidentTask.incidentId(incident, store))));
            List<@Nullable String> ids = new ArrayList<>();
            for (Future<String> hash : hashes) {
                try {
                    ids.add(hash.get());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof IOException)) {
                        throw new IllegalStateException(failed.getCause());
                    }
                    ids.add(null);
                }
            }
            return ids;
        }
    }

    @Override
    public void run(List<PlannedIncident> largestFirst, Onlooker onlooker) throws IOException, InterruptedException {
        Running running = new Running(new ArrayList<>(largestFirst), onlooker);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(limits.atOnce(), largestFirst.size()); i++) {
            threads.add(Thread.ofPlatform().name("incident-" + i).start(running));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException ended) {
            threads.forEach(Thread::interrupt);
            throw ended;
        }
        running.throwBug();
    }

    @Override
    public void close() {}

    /// What the threads share.
    private final class Running implements Runnable {
        private final List<PlannedIncident> waiting;
        private final Onlooker onlooker;
        private final Map<PlannedIncident, Double> doneShares = new HashMap<>();
        private long takenBytes;
        private double endedWeight;
        private @Nullable RuntimeException bug;

        Running(List<PlannedIncident> waiting, Onlooker onlooker) {
            this.waiting = waiting;
            this.onlooker = onlooker;
        }

        @Override
        public void run() {
            try {
                for (PlannedIncident next = take(); next != null; next = take()) {
                    analyse(next);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException unexpected) {
                noteBug(unexpected);
            }
        }

        private void analyse(PlannedIncident incident) throws InterruptedException {
            long memory = limits.memory().need(incident.bytes());
            try {
                IncidentTask.Result result = task.run(
                        incident,
                        store,
                        work,
                        memory,
                        Math.max(1, limits.threads() / limits.atOnce()),
                        done -> at(incident, done));
                end(incident, memory, () -> onlooker.ended(incident, result));
            } catch (IOException unable) {
                end(incident, memory, () -> onlooker.notDone(incident, String.valueOf(unable.getMessage())));
            }
        }

        /// The largest that fits into what memory is left; null at the end. Waits if none fits.
        private synchronized @Nullable PlannedIncident take() throws InterruptedException {
            while (!waiting.isEmpty() && bug == null) {
                for (int i = 0; i < waiting.size(); i++) {
                    long need = limits.memory().need(waiting.get(i).bytes());
                    if (takenBytes == 0 || takenBytes + need <= limits.memory().bytes()) {
                        takenBytes += need;
                        PlannedIncident next = waiting.remove(i);
                        doneShares.put(next, 0.0);
                        return next;
                    }
                }
                wait();
            }
            return null;
        }

        private synchronized void at(PlannedIncident incident, double done) {
            doneShares.computeIfPresent(incident, (_, before) -> Math.max(before, done));
            tell();
        }

        private void tell() {
            double running = 0;
            for (Map.Entry<PlannedIncident, Double> each : doneShares.entrySet()) {
                running += each.getValue() * each.getKey().weight();
            }
            onlooker.at(endedWeight + running);
        }

        private synchronized void end(PlannedIncident incident, long memory, Runnable telling) {
            takenBytes -= memory;
            doneShares.remove(incident);
            endedWeight += incident.weight();
            telling.run();
            tell();
            notifyAll();
        }

        private synchronized void noteBug(RuntimeException unexpected) {
            bug = unexpected;
            notifyAll();
        }

        private synchronized void throwBug() {
            if (bug != null) {
                throw bug;
            }
        }
    }
}
