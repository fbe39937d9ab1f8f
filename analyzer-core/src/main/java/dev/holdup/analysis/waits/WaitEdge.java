package dev.holdup.analysis.waits;

import dev.holdup.dumps.model.SourceLocation;
import org.jspecify.annotations.Nullable;

/// A thread waits for what another one holds.
///
/// @param waiter index into [JoinedUnits#units]
/// @param owner index into [JoinedUnits#units]
/// @param waiterSource line that says that it waits; null if the heap says it
/// @param ownerSource line that says that the owner holds it; null if the heap says it
public record WaitEdge(
        int waiter,
        int owner,
        WaitReason reason,
        KnownBy knownBy,
        @Nullable SourceLocation waiterSource,
        @Nullable SourceLocation ownerSource) {}
