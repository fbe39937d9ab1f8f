package dev.holdup.dumps.jrockit;

import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextPosition;
import org.jspecify.annotations.Nullable;

/// Text between `===== FULL THREAD DUMP =====` and `===== END OF THREAD DUMP =====`, as JRockit R26 to R28 write it.
public final class JrockitDialect implements TextDialect {
    private static final String BEGIN = "===== FULL THREAD DUMP ====";

    @Override
    public @Nullable OpenThreadDump begin(TextPosition position) {
        int begin = position.whole().indexOf(BEGIN);
        if (begin >= 0) {
            return new OpenJrockitDump(position, position.whole().substring(0, begin));
        }
        if (position.open() instanceof OpenJrockitDump || JrockitHeader.parse(position.line()) == null) {
            return null;
        }
        // Someone cut the first lines off.
        OpenJrockitDump dump = new OpenJrockitDump(position, "");
        dump.accept(position.location().line(), position.line());
        return dump;
    }
}
