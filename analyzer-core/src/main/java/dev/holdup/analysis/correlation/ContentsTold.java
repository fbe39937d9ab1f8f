package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.contents.HeapContents.LoaderFamily;
import dev.holdup.analysis.contents.HeapContents.ThreadLocalFact;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Detail;
import org.jspecify.annotations.Nullable;

/// The heap's contents as the report has them: pools with what their workers do.
final class ContentsTold {
    private static final int MOST_WASTE = 40;

    private ContentsTold() {}

    /// Null without a heap dump.
    static @Nullable Contents of(Incident incident, QueueBacklogs queues, Detail detail) {
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return null;
        }
        HeapContents contents = memory.contents();
        return new Contents(
                contents.queues().stream().map(queues::told).toList(),
                contents.collections(),
                contents.loaders().stream().map(LoaderFamily::loaders).toList(),
                contents.threadLocals().stream().map(ThreadLocalFact::value).toList(),
                contents.offHeap(),
                contents.finalizers(),
                contents.waste().stream().limit(detail.scaled(MOST_WASTE)).toList(),
                contents.duplicateStrings());
    }
}
