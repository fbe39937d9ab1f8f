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
/// smaller ones pass, for it is among the first to be asked again: nothing comes that is larger. A process that has
/// done one analysis does the next of about the same size, and keeps its memory meanwhile.
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
            int threads = Math.max(1, limits.threads() / limits.atOnce());
            try (WorkerSlot slot = new WorkerSlot(work, System.getProperty("java.class.path"), threads)) {
                for (PlannedIncident next = take(slot); next != null; next = take(slot)) {
                    analyse(next, slot);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException unexpected) {
                noteBug(unexpected);
            }
        }

        private void analyse(PlannedIncident incident, WorkerSlot slot) throws InterruptedException {
            try {
                IncidentTask.Result result = task.run(incident, store, slot, done -> at(incident, done));
                end(incident, () -> onlooker.ended(incident, result));
            } catch (IOException unable) {
                end(incident, () -> onlooker.notDone(incident, String.valueOf(unable.getMessage())));
            }
        }

        /// The largest that fits into the slot as it is, or into what memory is left without it; null at the end. Waits
        /// if none fits.
        private synchronized @Nullable PlannedIncident take(WorkerSlot slot) throws InterruptedException {
            while (!waiting.isEmpty() && bug == null) {
                for (int i = 0; i < waiting.size(); i++) {
                    long fileBytes = waiting.get(i).bytes();
                    long need = limits.memory().need(fileBytes);
                    long others = takenBytes - slot.memoryBytes();
                    boolean suits = slot.suits(need, fileBytes);
                    if (suits || others == 0 || others + need <= limits.memory().bytes()) {
                        if (!suits) {
                            resize(slot, need);
                        }
                        PlannedIncident next = waiting.remove(i);
                        doneShares.put(next, 0.0);
                        return next;
                    }
                }
                resize(slot, 0);
                wait();
            }
            resize(slot, 0);
            return null;
        }

        private synchronized void resize(WorkerSlot slot, long bytes) {
            long before = slot.memoryBytes();
            slot.resize(bytes);
            takenBytes += bytes - before;
            if (bytes < before) {
                notifyAll();
            }
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

        private synchronized void end(PlannedIncident incident, Runnable telling) {
            doneShares.remove(incident);
            endedWeight += incident.weight();
            telling.run();
            tell();
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
