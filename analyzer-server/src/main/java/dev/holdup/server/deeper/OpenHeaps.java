package dev.holdup.server.deeper;

import dev.holdup.analysis.look.LookQuery;
import dev.holdup.server.looker.KeptFolder;
import dev.holdup.server.looker.LookAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The heaps that somebody looks into now, each in a process of its own. One that nobody asked for a while is closed,
/// and the one asked longest ago when too many are open.
final class OpenHeaps implements AutoCloseable {
    private final KeepSettings settings;
    private final Map<String, LookProcess> processByIncident = new HashMap<>();

    OpenHeaps(KeepSettings settings) {
        this.settings = settings;
    }

    LookAnswer ask(String incidentId, KeptFolder folder, LookQuery query)
            throws LookFailure, IOException, InterruptedException {
        return open(incidentId, folder).ask(query);
    }

    private synchronized LookProcess open(String incidentId, KeptFolder folder) throws IOException {
        LookProcess known = processByIncident.get(incidentId);
        if (known != null && known.isAlive()) {
            return known;
        }
        processByIncident.remove(incidentId);
        while (processByIncident.size() >= settings.open()) {
            String oldest = processByIncident.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().usedAt() - System.nanoTime()))
                    .orElseThrow()
                    .getKey();
            close(oldest);
        }
        LookProcess started = LookProcess.start(folder);
        processByIncident.put(incidentId, started);
        return started;
    }

    synchronized void close(String incidentId) {
        LookProcess process = processByIncident.remove(incidentId);
        if (process != null) {
            process.close();
        }
    }

    synchronized void closeIdle() {
        List<String> idle = new ArrayList<>();
        processByIncident.forEach((incidentId, process) -> {
            if (!process.isAlive()
                    || System.nanoTime() - process.usedAt() > settings.idle().toNanos()) {
                idle.add(incidentId);
            }
        });
        idle.forEach(this::close);
    }

    synchronized int size() {
        return processByIncident.size();
    }

    @Override
    public synchronized void close() {
        processByIncident.values().forEach(LookProcess::close);
        processByIncident.clear();
    }
}
