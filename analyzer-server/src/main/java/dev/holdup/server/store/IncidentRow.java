package dev.holdup.server.store;

import org.jspecify.annotations.Nullable;

/// An incident as lists show it.
///
/// @param job the latest; null before the first file
/// @param report null before the first analysis has ended well
public record IncidentRow(
        Incident incident, @Nullable Job job, @Nullable StoredReport report) {}
