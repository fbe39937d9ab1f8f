package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Suspect;
import java.util.List;

/// What the heap dump says beside its threads.
///
/// @param input name of the heap dump as the user knows it
/// @param complete whether it was read whole
/// @param allThreads whether no thread is missing in it
/// @param suspects that no thread pins, largest first
/// @param pinned those that one thread alone keeps: its own verdicts tell of them
/// @param facts figures of what the groups wait for
/// @param contents what the objects say of themselves
public record MemoryFacts(
        String input,
        boolean complete,
        boolean allThreads,
        Memory memory,
        List<Suspect> suspects,
        List<Suspect> pinned,
        EngineFigures figures,
        GroupFacts facts,
        HeapContents contents) {

    public MemoryFacts(String input, boolean complete, Memory memory, List<Suspect> suspects, EngineFigures figures) {
        this(input, complete, complete, memory, suspects, List.of(), figures, GroupFacts.NONE, HeapContents.NONE);
    }

    double share(long bytes) {
        return memory.share(bytes);
    }
}
