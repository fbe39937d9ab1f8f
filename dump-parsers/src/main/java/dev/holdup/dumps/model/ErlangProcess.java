package dev.holdup.dumps.model;

import java.util.List;

/// A process of an Erlang node: own heap, own mailbox.
///
/// @param pid `<0.81.0>`
/// @param registeredName empty if it has none
/// @param spawnedAs function it was started with, `module:function/arity`, as dumped; empty if unknown
/// @param parent pid of the process that spawned it; empty if unknown or gone
/// @param messageQueueLength messages that have not been received
/// @param reductions calls, roughly, since it was started; [#UNKNOWN] if the dump does not say
/// @param memoryBytes the process, its heap, stack, links and queued messages; refc binaries are not in it
/// @param memoryEstimated whether the dump has no such figure and it is the allocated heap instead
/// @param frames innermost first; empty if the dump has no program counter for it
/// @param framesLeftOut outermost calls that were too many to keep
/// @param monitors processes that it watches, in the order of the dump
/// @param monitoredBy how many processes or nodes watch it
/// @param links processes and ports that it is linked with; the first [#MOST_LINKS] of them
/// @param linkCount how many there are
/// @param flags of its internal state, such as `OFF_HEAP_MSGQ`; empty before OTP 18
/// @param stackDumped whether the dump got as far as its stack
public record ErlangProcess(
        SourceLocation location,
        String pid,
        String registeredName,
        ErlangState state,
        String spawnedAs,
        String parent,
        long messageQueueLength,
        long reductions,
        ProcessHeap heap,
        long memoryBytes,
        boolean memoryEstimated,
        List<ErlangFrame> frames,
        int framesLeftOut,
        List<ProcessMonitor> monitors,
        long monitoredBy,
        List<String> links,
        long linkCount,
        String flags,
        boolean stackDumped)
        implements ExecutionUnit {
    public static final long UNKNOWN = -1;
    /// Enough for what one process waits for; a supervisor may have a hundred thousand.
    public static final int MOST_LINKS = 32;

    /// The registered name, or else the pid.
    @Override
    public String name() {
        return registeredName.isEmpty() ? pid : registeredName;
    }

    @Override
    public Activity activity() {
        return state.activity();
    }
}
