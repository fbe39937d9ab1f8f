package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.ThreadDump;
import org.jspecify.annotations.Nullable;

/// A dump whose lines are still coming.
public interface OpenThreadDump {

    /// Takes a line: a part of the dump, or something else that a log wrote between.
    ///
    /// @param number from 1
    /// @param line without what a log collector wrote before it
    void accept(int number, String line);

    /// What a log collector wrote before the dump's first line, which may stand before all others, too.
    default String prefix() {
        return "";
    }

    /// As long as no thread was read; null afterwards, and of dialects that have none.
    default @Nullable DumpTitle title() {
        return null;
    }

    ThreadDump close();
}
