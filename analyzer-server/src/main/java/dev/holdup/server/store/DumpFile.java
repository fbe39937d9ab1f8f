package dev.holdup.server.store;

import java.time.Instant;

/// A file of an incident.
///
/// @param name as its sender called it: a label, never a path
public record DumpFile(String id, String incidentId, String name, String sha256, long bytes, Instant addedAt) {}
