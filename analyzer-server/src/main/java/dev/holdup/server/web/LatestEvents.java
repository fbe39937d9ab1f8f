package dev.holdup.server.web;

import dev.holdup.server.queue.ProgressBoard;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What one listener has not been sent yet: of each incident only the latest, so that a slow one gets less, not late
/// news.
final class LatestEvents implements ProgressBoard.Onlooker {
    private static final int LIMIT = 1000;

    private final @Nullable String incidentId;
    private final Map<String, ProgressBoard.Event> eventByIncident = new LinkedHashMap<>();

    /// @param incidentId null for those of all incidents
    LatestEvents(@Nullable String incidentId) {
        this.incidentId = incidentId;
    }

    @Override
    public synchronized void see(ProgressBoard.Event event) {
        if (incidentId != null && !incidentId.equals(event.incidentId())) {
            return;
        }
        if (eventByIncident.size() < LIMIT || eventByIncident.containsKey(event.incidentId())) {
            eventByIncident.put(event.incidentId(), event);
            notifyAll();
        }
    }

    /// @return null if there is none within the time
    synchronized ProgressBoard.@Nullable Event next(long time, TimeUnit unit) throws InterruptedException {
        long until = System.nanoTime() + unit.toNanos(time);
        while (eventByIncident.isEmpty()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Iterator<ProgressBoard.Event> events = eventByIncident.values().iterator();
        ProgressBoard.Event event = events.next();
        events.remove();
        return event;
    }
}
