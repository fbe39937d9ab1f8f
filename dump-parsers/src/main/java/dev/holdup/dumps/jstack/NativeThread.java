package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.JvmThread;
import org.jspecify.annotations.Nullable;

/// `----------------- 21341 -----------------`: a thread with its native calls, in mixed mode.
///
/// A header may follow; a thread of the JVM itself, and any thread in JDK 8, has only frames.
final class NativeThread {
    private static final String RULE = "----------------- ";

    private long nid = JvmThread.UNKNOWN_ID;
    private int line;

    boolean begins(int lineNumber, String stripped) {
        if (!stripped.startsWith(RULE)) {
            return false;
        }
        int end = stripped.indexOf(' ', RULE.length());
        nid = end < 0 ? JvmThread.UNKNOWN_ID : Numbers.decimal(stripped, RULE.length(), end);
        line = lineNumber;
        return nid >= 0;
    }

    /// Where it began.
    int line() {
        return line;
    }

    /// The header to take for it if its first frame comes without one; null if none of it is open.
    @Nullable
    ThreadHeaderLine header(String stripped) {
        return nid >= 0 && AgentFrameLine.begins(stripped)
                ? ThreadHeaderLine.ofNid("native thread " + nid, nid, "")
                : null;
    }

    void end() {
        nid = JvmThread.UNKNOWN_ID;
    }
}
