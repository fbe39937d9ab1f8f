package dev.holdup.dumps;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The open files of one incident; closing it unmaps them and deletes what was unpacked.
public interface OpenDumps extends AutoCloseable {

    /// In the order given.
    List<InputFile> inputs();

    /// Null if none was given; the last one if several were.
    @Nullable
    HeapDump heap();

    /// Null if none was given, or beside dumps of a JVM; of several the newest, or else the one with the most
    /// processes.
    @Nullable
    ErlangCrashDump erlang();

    /// Ordered by time where known, otherwise as given.
    List<ThreadDump> threadDumps();

    /// Files that were given and are not in the analysis, each with the reason: no dump, not readable, a heap dump
    /// that another one was given after, or what an Erlang node left that was not chosen.
    List<ParseWarning> unreadable();

    @Override
    void close();
}
