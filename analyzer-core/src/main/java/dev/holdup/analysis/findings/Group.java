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
/// @param resource what it waits for and no single thread owns, with its holders; null for others
/// @param facts figures of what they wait for, as the heap shows them; null if it shows none
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
        @Nullable String explanation,
        @Nullable Resource resource,
        @Nullable List<Fact> facts) {

    /// What the heap shows of what they wait for, such as `10 of 10 connections in use`.
    public List<String> factTexts() {
        return facts == null ? List.of() : facts.stream().map(Fact::text).toList();
    }

    /// A figure of one pool, queue or limit that members wait for.
    ///
    /// @param text such as `10 of 10 connections in use`
    /// @param label what is counted, such as `connections in use`
    /// @param limit how many there may be; null if there is no limit, or none is known
    /// @param className of the pool, queue or limit
    /// @param units members that wait at this one
    public record Fact(
            String text, String label, long value, @Nullable Long limit, String className, int units) {}

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

    /// What is waited for where no single thread owns it: a pool, permits, an executor, a lock held by readers.
    ///
    /// @param address `0x…` in the heap, null if unknown
    /// @param noun what is handed out, in the plural, such as `connections`
    /// @param inUse how many are handed out, null if unknown
    /// @param capacity how many there may be, null if unknown
    /// @param via how the holders are known, null if there are none
    /// @param holderCount how many threads hold some
    /// @param holders of them, capped
    public record Resource(
            String className,
            @Nullable String address,
            String noun,
            @Nullable Long inUse,
            @Nullable Long capacity,
            List<Figure> figures,
            @Nullable String via,
            int holderCount,
            List<Holder> holders) {}

    /// @param label what the heap counts, in words
    public record Figure(String label, long value) {}

    /// A unit that has what others wait for.
    ///
    /// @param frame where it stands
    /// @param holdingFrame its frame from which the heap reaches what it has
    /// @param className of what it has
    /// @param count how many it has
    /// @param stack innermost first, capped
    public record Holder(
            String unit,
            @Nullable String id,
            String activity,
            String doing,
            @Nullable String frame,
            @Nullable String holdingFrame,
            @Nullable String className,
            int count,
            List<String> stack) {}
}
