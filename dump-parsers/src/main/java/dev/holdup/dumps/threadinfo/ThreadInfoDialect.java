package dev.holdup.dumps.threadinfo;

import dev.holdup.dumps.dialect.OpenThreadDump;
import dev.holdup.dumps.dialect.TextDialect;
import dev.holdup.dumps.dialect.TextPosition;
import org.jspecify.annotations.Nullable;

/// Text of `ThreadInfo.toString()`, thread after thread, as applications log it.
///
/// Nothing stands before the first thread or after the last one; a thread that was there already begins the next dump.
public final class ThreadInfoDialect implements TextDialect {

    @Override
    public @Nullable OpenThreadDump begin(TextPosition position) {
        ThreadInfoHeader header = ThreadInfoHeader.parse(position.line());
        if (header == null || (position.open() instanceof OpenThreadInfoDump open && !open.has(header.number()))) {
            return null;
        }
        OpenThreadInfoDump dump = new OpenThreadInfoDump(position, header.prefix(), position.takeTitle());
        dump.accept(position.location().line(), position.line());
        return dump;
    }
}
