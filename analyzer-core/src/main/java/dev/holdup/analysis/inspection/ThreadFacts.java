package dev.holdup.analysis.inspection;

import org.jspecify.annotations.Nullable;

/// One live thread.
///
/// @param threadId `Thread.tid`; null if unknown
/// @param state of `Thread.State`; null if unknown
/// @param detail what is known beyond the state: `parked`, `sleeping`, or empty
/// @param waitsFor null if it waits for nothing, or the dump does not say for what
/// @param otherLocals what it holds in no frame that the dump names
public record ThreadFacts(
        ObjectRef thread,
        @Nullable Long threadId,
        boolean daemon,
        boolean virtual,
        @Nullable String state,
        String detail,
        @Nullable WaitsFor waitsFor,
        Capped<Frame> frames,
        Capped<ObjectRef> otherLocals)
        implements Inspection {

    /// @param how `parked` on it (`Thread.parkBlocker`), or `Object.wait` was called on it
    /// @param owner the thread that holds it; null if none does or the heap does not say
    public record WaitsFor(
            ObjectRef object, String how, @Nullable ObjectRef owner) {}

    /// @param text as a JVM prints it: `a.B.c(B.java:10)`
    /// @param retainedBytes what its locals alone keep alive
    public record Frame(int index, String text, long retainedBytes, Capped<ObjectRef> locals) {}

    @Override
    public String kind() {
        return "thread";
    }
}
