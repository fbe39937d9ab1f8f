package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Text of `jstack`, `jcmd Thread.print` and `kill -3`, JDK 5 to 25, to thread dumps.
///
/// Reads line by line; memory follows the threads, never the length of a line or of the text around the dumps.
public final class ThreadDumpParser {

    private ThreadDumpParser() {}

    /// All dumps of a text, in its order; empty if it holds none.
    ///
    /// Times without zone are taken as UTC.
    ///
    /// @param input name of the input as the user knows it
    public static List<ThreadDump> parse(String input, InputStream text) throws IOException {
        List<ThreadDump> dumps = new ArrayList<>();
        KnownFrames knownFrames = new KnownFrames();
        Preamble preamble = new Preamble();
        LinePrefix prefix = LinePrefix.NONE;
        TextLines lines = new TextLines(text);
        OpenDump dump = null;
        for (String whole = lines.next(); whole != null; whole = lines.next()) {
            String line = prefix.cutFrom(whole);
            SourceLocation.InText location = new SourceLocation.InText(input, lines.number());
            BannerLine banner = BannerLine.parse(whole);
            if (banner != null) {
                if (dump != null) {
                    dumps.add(dump.close());
                }
                prefix = new LinePrefix(banner.prefix());
                dump = new OpenDump(location, preamble.capturedAt(banner), banner.jvm(), preamble.pid(), knownFrames);
            } else {
                if (dump == null && ThreadHeaderLine.parse(line) != null) {
                    // Someone cut the banner off.
                    dump = new OpenDump(location, null, "", JvmThread.UNKNOWN_ID, knownFrames);
                }
                if (dump != null) {
                    dump.accept(lines.number(), line);
                }
            }
            preamble.add(line);
        }
        if (dump != null) {
            dumps.add(dump.close());
        }
        return List.copyOf(dumps);
    }
}
