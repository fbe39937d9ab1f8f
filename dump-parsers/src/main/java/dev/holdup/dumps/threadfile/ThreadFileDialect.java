package dev.holdup.dumps.threadfile;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.model.JvmThread;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Text of `jcmd Thread.dump_to_file`: process id, time and version on a line each, then thread after thread.
public final class ThreadFileDialect implements TextDialect {

    @Override
    public @Nullable OpenThreadDump begin(TextPosition position) {
        if (!position.line().startsWith("#") || ThreadFileHeader.parse(position.line()) == null) {
            return null;
        }
        Instant capturedAt = ThreadFileHeader.instant(position.before(2));
        boolean headless = position.open() == null;
        if (capturedAt == null && !headless) {
            return null;
        }
        String pid = position.before(3);
        OpenThreadFile dump = capturedAt == null
                ? new OpenThreadFile(position, null, "", JvmThread.UNKNOWN_ID)
                : new OpenThreadFile(position, capturedAt, position.before(1), Numbers.decimal(pid, 0, pid.length()));
        dump.accept(position.location().line(), position.line());
        return dump;
    }
}
