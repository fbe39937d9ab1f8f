package dev.holdup.dumps.model;

/// A table of the node's term storage; what is in it is never dumped.
///
/// @param id as dumped, the name or a number
/// @param owner pid; empty for the runtime's own tables
/// @param objects rows
/// @param bytes without refc binaries that rows refer to; [#UNKNOWN] if the dump does not say
/// @param type such as `set`, `ordered_set`, `bag`; empty if unknown
public record EtsTable(
        SourceLocation location, String id, String name, String owner, long objects, long bytes, String type) {
    public static final long UNKNOWN = -1;
}
