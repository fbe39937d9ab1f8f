package dev.holdup.dumps.model;

/// The thread that a dump itself names as the holder of a lock, on a line of a thread that waits for it.
///
/// @param name empty if only a number is given
/// @param number `Thread.threadId()`; [JvmThread#UNKNOWN_ID] if not given
/// @param tid as [JvmThread#tid]; [JvmThread#UNKNOWN_ID] if not given
public record LockOwner(String name, long number, long tid) {

    /// Whether it is this thread: by the surest that both have, number, then `tid`, then name.
    public boolean is(JvmThread thread) {
        if (number != JvmThread.UNKNOWN_ID && thread.number() != JvmThread.UNKNOWN_ID) {
            return number == thread.number();
        }
        if (tid != JvmThread.UNKNOWN_ID && thread.tid() != JvmThread.UNKNOWN_ID) {
            return tid == thread.tid();
        }
        return !name.isEmpty() && name.equals(thread.name());
    }
}
