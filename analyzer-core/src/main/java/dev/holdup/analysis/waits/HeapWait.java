package dev.holdup.analysis.waits;

import org.jspecify.annotations.Nullable;

/// What a thread waits for, as the heap tells it.
///
/// @param owner null if nobody is known to hold it
/// @param knownBy how `owner` is known
record HeapWait(WaitReason reason, @Nullable Unit owner, KnownBy knownBy) {}
