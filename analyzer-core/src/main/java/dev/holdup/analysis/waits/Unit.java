package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thread, matched across the heap dump and all thread dumps.
///
/// @param index position in [JoinedUnits#units]
/// @param name the best known; `<unnamed>` with its id if it has none
/// @param id `#41`; null if no dump says
/// @param sightings by dump, null where a dump does not show it
/// @param heapThread null if the heap dump does not show it
/// @param heapIndex position in the heap's list of threads; −1 if it is not there
/// @param activity now: by the latest dump that shows it; `ENDED` if a later one does not
/// @param state as that dump gives it; null if it does not
/// @param frames now, innermost first
/// @param classInitialization whether it waits for a class to be initialised (the state is RUNNABLE then)
public record Unit(
        int index,
        String name,
        @Nullable String id,
        boolean virtual,
        List<@Nullable JvmThread> sightings,
        @Nullable HeapThread heapThread,
        int heapIndex,
        Activity activity,
        Thread.@Nullable State state,
        List<JvmFrame> frames,
        boolean classInitialization) {

    /// As the latest thread dump shows it; null if that does not.
    public @Nullable JvmThread latest() {
        return sightings.isEmpty() ? null : sightings.getLast();
    }

    /// The same unit, waiting for a class to be initialised.
    Unit waitingForClass() {
        return new Unit(
                index, name, id, virtual, sightings, heapThread, heapIndex, Activity.WAITING, state, frames, true);
    }

    /// Units of one incident are the same only if they are one object; their parts are costly to compare.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
