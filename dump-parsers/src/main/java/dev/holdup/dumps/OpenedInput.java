package dev.holdup.dumps;

import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;

/// A file that could be read, by what it holds.
sealed interface OpenedInput {

    InputFile file();

    record Heap(InputFile file, HprofFile dump) implements OpenedInput {}

    record Erlang(InputFile file, ErlangCrashDump dump) implements OpenedInput {}

    /// @param dumps at least one
    record Threads(InputFile file, List<ThreadDump> dumps) implements OpenedInput {}
}
