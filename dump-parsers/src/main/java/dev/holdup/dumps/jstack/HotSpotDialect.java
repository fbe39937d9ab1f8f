package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDumpDialect;
import org.jspecify.annotations.Nullable;

/// Text of `jstack` with all its options, `jhsdb jstack`, `jcmd Thread.print`, `kill -3`, VisualVM and Spring Boot's
/// actuator, JDK 5 to 25.
public final class HotSpotDialect implements TextDialect {
    private static final String SERVICEABILITY_AGENT = "Deadlock Detection:";

    @Override
    public @Nullable OpenThreadDump begin(TextPosition position) {
        BannerLine banner = BannerLine.parse(position.whole());
        if (banner != null) {
            return new OpenDump(position, Preamble.capturedAt(position, banner), banner, Preamble.pid(position));
        }
        if (position.line().equals(SERVICEABILITY_AGENT)) {
            BannerLine version = new BannerLine(Preamble.version(position), "");
            OpenDump dump = new OpenDump(position, null, version, Preamble.attachedTo(position));
            dump.writtenBy(ThreadDumpDialect.SERVICEABILITY_AGENT);
            return dump;
        }
        return position.open() == null ? withoutBanner(position) : null;
    }

    /// A dump of which someone cut the banner off.
    private static @Nullable OpenThreadDump withoutBanner(TextPosition position) {
        String line = position.line();
        if (line.isEmpty() || ThreadHeaderLine.parse(line) == null) {
            return null;
        }
        OpenDump dump = new OpenDump(position, null, new BannerLine("", ""), JvmThread.UNKNOWN_ID);
        dump.accept(position.location().line(), line);
        return dump;
    }
}
