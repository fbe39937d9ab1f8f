package dev.holdup.batch.discovery;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Files that belong to one incident, and what their names say about it.
///
/// @param files in the order of their names, at least one
/// @param service empty if unknown, as is `host`
/// @param time by the first dump that says it, or else by a name; null if neither does
public record PlannedIncident(
        List<FoundDump> files,
        String service,
        String host,
        @Nullable Instant time) implements Serializable {
    /// The start of a process takes as long as the analysis of so many bytes.
    private static final double EVERY_ANALYSIS = 64 << 20;

    /// What it is called before it has an id.
    public String name() {
        return files.getFirst().name();
    }

    public long bytes() {
        return files.stream().mapToLong(FoundDump::bytes).sum();
    }

    /// What its analysis costs, as others compare: that of its bytes and of what every analysis costs.
    public double weight() {
        return EVERY_ANALYSIS + bytes();
    }

    /// The same as long as the files are where they were and as they were.
    public String fingerprint() {
        return files.stream().map(FoundDump::fingerprint).collect(Collectors.joining("\n"));
    }

    /// Two incidents can only have the same content if this is the same.
    public List<Long> sizes() {
        return files.stream().map(FoundDump::bytes).sorted().toList();
    }
}
