package dev.holdup.analysis.waits;

import java.util.List;

/// What a group waits for that no single thread owns: a pool, permits, an executor, a read lock.
///
/// @param className of the object; empty if no dump says
/// @param address in the heap; [dev.holdup.dumps.model.LockUse#NO_ADDRESS] if unknown
/// @param noun what is handed out, in the plural: `connections`, `permits`
/// @param inUse how many are handed out; [#UNKNOWN] if the heap does not say
/// @param capacity how many there may be at most; [#UNKNOWN] if the heap does not say
/// @param figures further ones, read from the heap
/// @param holders who has them, the most first; empty if none was found
/// @param knownBy how the holders are known
/// @param waiters members of the group that wait for this one
public record Resource(
        String className,
        long address,
        String noun,
        long inUse,
        long capacity,
        List<Figure> figures,
        List<Holder> holders,
        KnownBy knownBy,
        int waiters) {
    public static final long UNKNOWN = -1;

    /// @param label what it counts, in words
    public record Figure(String label, long value) {}

    /// @param frameIndex on the heap thread's stack of the frame that shows it; −1 if none does
    /// @param className of what it has; empty if that is not known
    /// @param count how many it has
    public record Holder(Unit unit, int frameIndex, String className, int count) {}

    /// The words `10 of 10 connections in use`; empty if the heap has no figures.
    public String summary() {
        if (inUse == UNKNOWN) {
            return "";
        }
        return inUse + (capacity == UNKNOWN ? "" : " of " + capacity) + " " + noun
                + (knownBy == KnownBy.WORKER_OF_POOL ? " busy" : " in use");
    }
}
