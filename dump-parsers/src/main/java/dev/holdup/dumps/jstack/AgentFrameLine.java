package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.JvmFrame;
import org.jspecify.annotations.Nullable;

/// A call as the serviceability agent writes it (`jhsdb jstack`, `jstack -F`):
/// `- package.Class.method(Parameter, Types) @bci=24, line=281 (Compiled frame; information may be imprecise)`, or with
/// native calls between (`--mixed`, `-m`): `0x00007f3b10941374	* package.Class.method(Types) bci:4 line:276 (…)`.
///
/// It names no source files.
final class AgentFrameLine {
    private static final String HIDDEN_CLASS = "+0x";

    private AgentFrameLine() {}

    static boolean begins(String stripped) {
        return isAddress(stripped) || (stripped.startsWith("- ") && stripped.contains(" @bci="));
    }

    /// A native call, with or without a name: no Java frame.
    static boolean isNative(String stripped) {
        return isAddress(stripped) && !stripped.contains("\t* ");
    }

    /// What the line says, or null if it is no Java frame or cut short.
    static @Nullable JvmFrame parse(String stripped) {
        int start = isAddress(stripped) ? stripped.indexOf("\t* ") + 3 : 2;
        int open = stripped.indexOf('(', start);
        int close = stripped.indexOf(") ", open < 0 ? stripped.length() : open);
        int dot = open < 0 ? -1 : stripped.lastIndexOf('.', open);
        if (close < 0 || dot < start || dot + 1 >= open) {
            return null;
        }
        return new JvmFrame(
                stripped.substring(start, dot).replace(HIDDEN_CLASS, "/0x"),
                stripped.substring(dot + 1, open),
                null,
                line(stripped, close));
    }

    private static int line(String stripped, int from) {
        int start = Math.max(stripped.indexOf(" line=", from), stripped.indexOf(" line:", from));
        if (start < 0) {
            return JvmFrame.UNKNOWN;
        }
        int end = stripped.indexOf(' ', start + 1);
        long line = Numbers.decimal(stripped, start + " line=".length(), end < 0 ? stripped.length() : end);
        return line > 0 && line <= Integer.MAX_VALUE ? (int) line : JvmFrame.UNKNOWN;
    }

    private static boolean isAddress(String stripped) {
        return stripped.startsWith("0x") && stripped.indexOf('\t') > 2;
    }
}
