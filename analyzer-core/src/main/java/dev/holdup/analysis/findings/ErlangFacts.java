package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What only an Erlang node has: its last words, memory by kind, limits, mailboxes, tables and ports.
///
/// All lists are capped and in the order of what matters.
///
/// @param slogan why the dump was written, as the runtime says it; empty for a live node
/// @param sloganMeaning the same in a sentence; null if the slogan says all there is
/// @param memoryByKind as `erlang:memory()` counts: `total` is `processes` plus `system`, and `system` includes the
/// rest
/// @param largest processes by memory
/// @param longestQueues processes by the messages they have not received
/// @param busiest processes by reductions
public record ErlangFacts(
        String slogan,
        @Nullable String sloganMeaning,
        List<Kind> memoryByKind,
        List<Limit> limits,
        List<ProcessRow> largest,
        List<ProcessRow> longestQueues,
        List<ProcessRow> busiest,
        List<Origin> initialCalls,
        List<Mailbox> mailboxes,
        List<Table> tables,
        List<Port> ports) {

    /// @param meaning what is counted there
    public record Kind(String kind, long bytes, String meaning) {}

    /// @param limit null if the dump does not say
    public record Limit(String what, long used, @Nullable Long limit) {}

    /// @param initialCall function that it was started for
    /// @param currentFunction where it is
    /// @param reductions null if unknown
    /// @param memoryBytes heap, stack and queued messages
    /// @param binaryBytes of refc binaries that it alone holds
    public record ProcessRow(
            String unit,
            String pid,
            String initialCall,
            String currentFunction,
            String state,
            long messages,
            @Nullable Long reductions,
            long memoryBytes,
            long binaryBytes) {}

    /// Processes that were started for the same function.
    public record Origin(String initialCall, int processes, int blocked, long memoryBytes, long messages) {}

    /// @param sampled messages that were looked at, from the head of the queue
    /// @param shapes tags of messages, never their content
    public record Mailbox(String unit, long messages, int sampled, List<Shape> shapes) {}

    public record Shape(String shape, int messages) {}

    /// @param bytes null if unknown; binaries that rows refer to are not in it
    public record Table(
            String name,
            String owner,
            long objects,
            @Nullable Long bytes,
            String type) {}

    /// @param queuedBytes written by processes and not yet by the system; null if unknown
    /// @param suspended processes that wait until it is no longer busy
    public record Port(
            String id, String owner, String what, @Nullable Long queuedBytes, boolean busy, int suspended) {}
}
