package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.SourceLocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands before the first thread of a dump; threads of another dialect may follow.
///
/// @param location its first line
public record DumpTitle(
        SourceLocation.InText location, @Nullable Instant capturedAt, String jvm, long pid) {}
