package dev.holdup.dumps.model;

/// How many records of one kind a dump holds.
///
/// @param record its name in the format, such as `LOAD CLASS`
/// @param bytes of their bodies
public record RecordCount(String record, long count, long bytes) {}
