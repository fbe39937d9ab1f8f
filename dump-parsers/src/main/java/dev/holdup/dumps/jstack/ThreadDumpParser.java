package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.TextDumps;
import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Text of HotSpot's tools, and of no other dialect, to thread dumps.
public final class ThreadDumpParser {

    private ThreadDumpParser() {}

    /// All dumps of a text, in its order; empty if it holds none.
    ///
    /// Times without zone are taken as UTC.
    ///
    /// @param input name of the input as the user knows it
    public static List<ThreadDump> parse(String input, InputStream text) throws IOException {
        return TextDumps.parse(input, text, List.of(new HotSpotDialect()));
    }
}
