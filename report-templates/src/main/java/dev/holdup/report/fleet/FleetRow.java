package dev.holdup.report.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One incident of an archive in one row: what its report says, without its details.
///
/// The same incident gives the same row, wherever it was analysed.
///
/// @param incident its id: the hash of what its files hold
/// @param service empty if unknown, as is `host`
/// @param time ISO-8601, of the first dump that says it; null if none does
/// @param source name of its first file in the archive
/// @param bytes of its files
/// @param status `done`, `partial` (part of a dump is missing) or `failed`
/// @param error why it failed, one sentence; null if it did not. All that follows is null or empty then.
/// @param signature the same for incidents with the same cause; null for healthy and inconclusive ones
/// @param units threads or processes in all; `verdictUnits` those that the verdict covers
/// @param groups of threads, the largest that are not idle, capped
/// @param suspects largest first, capped
public record FleetRow(
        String incident,
        String service,
        String host,
        @Nullable String time,
        String source,
        int files,
        long bytes,
        String status,
        @Nullable String error,
        @Nullable String runtime,
        @Nullable String runtimeVersion,
        @Nullable String verdict,
        @Nullable String headline,
        @Nullable String confidence,
        @Nullable String subsystem,
        @Nullable String subsystemName,
        @Nullable String category,
        @Nullable String cause,
        @Nullable String blockedFrame,
        @Nullable String owner,
        @Nullable String ownerFrame,
        @Nullable String signature,
        @Nullable Long units,
        @Nullable Long verdictUnits,
        @Nullable Long retainedBytes,
        @Nullable Double retainedShare,
        @Nullable Long totalBytes,
        @Nullable Long reachableBytes,
        @Nullable Long objects,
        List<GroupCell> groups,
        List<SuspectCell> suspects,
        String toolVersion) {

    public static final String DONE = "done";
    public static final String PARTIAL = "partial";
    public static final String FAILED = "failed";

    /// Of an incident of which there is no report.
    static FleetRow failed(FleetRows.Origin origin, String because) {
        return new FleetRow(
                origin.incident(),
                origin.service(),
                origin.host(),
                origin.time(),
                origin.source(),
                origin.files(),
                origin.bytes(),
                FAILED,
                because,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                origin.toolVersion());
    }

    public record GroupCell(
            String subsystem,
            String blockedFrame,
            String activity,
            int units,
            @Nullable Long retainedBytes) {}

    /// @param heldBy the root and the first step of the way to it
    public record SuspectCell(String className, long objects, long retainedBytes, String heldBy) {}
}
