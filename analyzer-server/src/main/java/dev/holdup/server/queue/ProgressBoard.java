package dev.holdup.server.queue;

import dev.holdup.server.store.Job;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells whoever looks on what happens to incidents. Nobody who looks on slowly holds up the work.
public final class ProgressBoard {
    private final List<Onlooker> onlookers = new CopyOnWriteArrayList<>();

    /// Something happened to an incident.
    ///
    /// @param state of its analysis, a word of `Job.State`; `files` if it got one, `deleted` once it is gone
    /// @param phase what the analysis does, empty unless it is running
    /// @param done share of its work, 0 to 1
    public record Event(String incidentId, String state, String phase, double done) {}

    /// Takes what happens as it happens, as far as it cares; must not block.
    public interface Onlooker {
        default void see(Event event) {}

        /// An analysis has ended for good. Told once of each, also if its incident is analysed anew already, of which
        /// alone an event tells then.
        default void ended(Job job) {}
    }

    public void tell(Event event) {
        for (Onlooker onlooker : onlookers) {
            onlooker.see(event);
        }
    }

    void tellEnd(Job job) {
        for (Onlooker onlooker : onlookers) {
            onlooker.ended(job);
        }
    }

    public void add(Onlooker onlooker) {
        onlookers.add(onlooker);
    }

    public void remove(Onlooker onlooker) {
        onlookers.remove(onlooker);
    }
}
