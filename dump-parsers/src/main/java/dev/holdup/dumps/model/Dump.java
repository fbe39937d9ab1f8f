package dev.holdup.dumps.model;

import java.util.List;

/// One dump out of one input file; a text file may hold several thread dumps.
public sealed interface Dump permits HeapDump, ThreadDump, ErlangCrashDump {

    /// Damage found so far, in file order.
    List<ParseWarning> warnings();
}
