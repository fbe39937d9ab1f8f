package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Units with the same blocked frame.
///
/// @param activity what most of them do: `blocked`, `waiting`, `running`, `sleeping`
/// @param idle they wait for work: never a verdict
/// @param role `victim`, `owner`, `idle`, `running` or `unexplained`
/// @param rule id of the rule that named it, null if none did
/// @param retainedBytes exact: freed if all of them were gone; null without a heap dump
/// @param sharedBytes what the group retains beyond the sum of its members; null without a heap dump
/// @param members names, capped; `units` is the count
/// @param stack of one member, innermost first
/// @param topRetained what the frames' locals hold, summed over all members, largest first, capped
public record Group(
        Subsystem subsystem,
        String blockedFrame,
        String activity,
        boolean idle,
        String role,
        @Nullable String rule,
        int units,
        @Nullable Long retainedBytes,
        @Nullable Long sharedBytes,
        @Nullable WaitsFor waitsFor,
        @Nullable Owner owner,
        List<String> members,
        List<Frame> stack,
        List<FrameHolding> topRetained,
        @Nullable String explanation) {

    /// @param address `0x…`, null if unknown or not the same for all
    public record WaitsFor(String className, @Nullable String address, String what) {}

    /// @param retainedBytes what this frame's locals alone keep alive, summed over the members whose stack is the same;
    /// null without a heap dump
    public record Frame(
            String text,
            @Nullable Long retainedBytes,
            @Nullable Source source) {}

    /// @param className of the local; `objects` of them retain `bytes` in frames `frame`
    public record FrameHolding(String frame, String className, int objects, long bytes) {}
}
