package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.JvmFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A live thread as the heap dump shows it. Platform threads are those with a thread root; so are virtual ones
/// since JDK 21.
///
/// @param objectIndex of the thread object
/// @param address its object id
/// @param className of the thread object
/// @param name `Thread.name`; empty if it has none or it cannot be read
/// @param threadId `Thread.tid`, equal to a thread dump's `#N`; −1 if unknown
/// @param eetop `Thread.eetop`, equal to a thread dump's `tid=0x…`; 0 for virtual threads; −1 if unknown
/// @param state from `threadStatus`; null if unknown
/// @param stateDetail what `threadStatus` or `VirtualThread.state` says beyond the state: `parked`, `in
///     Object.wait`, `sleeping`, or empty
/// @param frames innermost first, empty if the dump has no stack for it
/// @param locals roots of the frames, in the order of the dump
/// @param parkBlocker what `Thread.parkBlocker` refers to, null if nothing
/// @param outOfMemory whether its stack begins in the constructor of an OutOfMemoryError: the dump was written
///     for it
public record HeapThread(
        int objectIndex,
        long address,
        String className,
        String name,
        long threadId,
        long eetop,
        boolean daemon,
        boolean virtual,
        Thread.@Nullable State state,
        String stateDetail,
        List<JvmFrame> frames,
        List<Local> locals,
        @Nullable Blocker parkBlocker,
        boolean outOfMemory) {

    /// An object that a frame holds.
    ///
    /// @param frameIndex 0 is the innermost; −1 if the dump does not say
    /// @param jni whether a native frame holds it (`JNI_LOCAL`)
    public record Local(int frameIndex, int objectIndex, long address, String className, boolean jni) {}

    /// The object a thread is parked on.
    ///
    /// @param ownerThread address of `AbstractOwnableSynchronizer.exclusiveOwnerThread`'s value; 0 if it has
    ///     none
    public record Blocker(int objectIndex, long address, String className, long ownerThread) {}
}
