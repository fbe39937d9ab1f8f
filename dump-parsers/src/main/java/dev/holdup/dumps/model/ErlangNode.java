package dev.holdup.dumps.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The node as a whole: what the dump says before and beside processes.
///
/// @param formatVersion such as `0.5`; empty for text of a live node
/// @param writtenAt ISO local date and time of the host, which names no zone; null if the dump does not say
/// @param slogan why the dump was written, as the runtime says it; may have several lines
/// @param systemVersion the whole line, such as `Erlang/OTP 25 [erts-13.1.5] …`
/// @param release such as `OTP 25` or `R16B02`; empty if unknown
/// @param wordBytes 4 or 8
/// @param taints native modules, as dumped
/// @param atoms how many there are; [#UNKNOWN] if the dump does not say
/// @param atomLimit how many there may be; [#UNKNOWN] if the dump does not say
/// @param processLimit how many processes there may be; [#UNKNOWN] for a crash dump, which never says
/// @param memory by kind, in bytes and in the order of the dump: `total`, `processes`, `system`, `atom`, `binary`, …
/// @param allocators carriers and blocks of each family, summed over its instances, in the order of the dump
/// @param schedulers what each runs, in the order of the dump
/// @param modules loaded
/// @param codeBytes of current and old code; [#UNKNOWN] if the dump does not say
/// @param funs entries of the table of funs
/// @param nodes other nodes that it knows
/// @param timers by owner, pid or registered name, in the order of the dump
public record ErlangNode(
        String formatVersion,
        @Nullable String writtenAt,
        String slogan,
        String systemVersion,
        String release,
        int wordBytes,
        String taints,
        long atoms,
        long atomLimit,
        long processLimit,
        Map<String, Long> memory,
        List<Allocator> allocators,
        List<Scheduler> schedulers,
        long modules,
        long codeBytes,
        long funs,
        List<OtherNode> nodes,
        Map<String, Long> timers) {
    public static final long UNKNOWN = -1;

    /// Of a node that still runs: what only a crash dump says is empty, 0 or [#UNKNOWN].
    public static ErlangNode ofLive(
            @Nullable String writtenAt,
            String release,
            int wordBytes,
            long atoms,
            long atomLimit,
            long processLimit,
            Map<String, Long> memory) {
        return new ErlangNode(
                "",
                writtenAt,
                "",
                "",
                release,
                wordBytes,
                "",
                atoms,
                atomLimit,
                processLimit,
                memory,
                List.of(),
                List.of(),
                0,
                UNKNOWN,
                0,
                List.of(),
                Map.of());
    }

    /// @param family such as `eheap_alloc`
    /// @param carrierBytes taken from the system
    /// @param blockBytes in use of these
    public record Allocator(String family, long carrierBytes, long blockBytes) {}

    /// @param name such as `scheduler:2` or `dirty_io_scheduler:7`
    /// @param currentProcess pid; empty if it runs none
    /// @param runQueue processes that wait for it, over all priorities; [#UNKNOWN] if the dump does not say
    public record Scheduler(String name, String currentProcess, long runQueue, List<ErlangFrame> frames) {}

    /// @param connection `visible`, `hidden` or `not connected`
    public record OtherNode(String name, String connection) {}

    /// Bytes of a kind of memory; [#UNKNOWN] if the dump does not say.
    public long memoryOf(String kind) {
        return memory.getOrDefault(kind, UNKNOWN);
    }
}
