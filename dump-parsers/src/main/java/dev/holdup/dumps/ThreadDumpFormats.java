package dev.holdup.dumps;

import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextDumps;
import dev.holdup.dumps.javacore.JavacoreDialect;
import dev.holdup.dumps.jrockit.JrockitDialect;
import dev.holdup.dumps.jstack.HotSpotDialect;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.threadfile.ThreadFileDialect;
import dev.holdup.dumps.threadinfo.ThreadInfoDialect;
import dev.holdup.dumps.threadjson.ThreadJsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// All dialects of thread dumps, told apart by content.
final class ThreadDumpFormats {
    private static final List<TextDialect> TEXT = List.of(
            new HotSpotDialect(),
            new ThreadInfoDialect(),
            new ThreadFileDialect(),
            new JavacoreDialect(),
            new JrockitDialect());

    private ThreadDumpFormats() {}

    /// In the order of the content; empty if it holds none.
    ///
    /// @param input name of the input as the user knows it
    /// @param head the content's first bytes, which `content` has, too
    static List<ThreadDump> parse(String input, InputStream content, byte[] head) throws IOException {
        return ThreadJsonParser.begins(head)
                ? ThreadJsonParser.parse(input, content)
                : TextDumps.parse(input, content, TEXT);
    }
}
