package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;

/// A GC root as dumped.
///
/// @param threadSerial 0 if it belongs to no thread
/// @param frameNumber −1 if it belongs to no frame
/// @param order rises with the records' places in the file; shared with [IndexPass.ThreadRoot]
record GcRoot(GcRootKind kind, long objectId, int threadSerial, int frameNumber, long order) {}
