package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents.LoaderFamily;
import dev.holdup.analysis.contents.HeapContents.QueueFact;
import dev.holdup.analysis.findings.Suspect;
import java.util.HashSet;
import java.util.Set;

/// Large objects of which a queue, class loaders or the finalizers are the better explanation.
final class OneStory {
    /// Share of a suspect that the other explanation has to account for.
    private static final double MOST = 0.6;

    private OneStory() {}

    /// Addresses of suspects.
    static Set<String> told(MemoryFacts memory) {
        Set<String> told = new HashSet<>();
        for (Suspect suspect : memory.suspects()) {
            String address = suspect.address();
            if (address == null) {
                continue;
            }
            for (QueueFact queue : QueueBacklogs.large(memory)) {
                if (queue.related().contains(address)
                        && queue.queue().retainedBytes() >= MOST * suspect.retainedBytes()) {
                    told.add(address);
                }
            }
            for (LoaderFamily family : LoaderLeaks.large(memory)) {
                if (family.related().contains(address)) {
                    told.add(address);
                }
            }
            if (FinalizerBacklog.isLarge(memory)
                    && suspect.path().stream().anyMatch(step -> step.startsWith(FinalizerBacklog.FIELDS))) {
                told.add(address);
            }
        }
        return told;
    }
}
