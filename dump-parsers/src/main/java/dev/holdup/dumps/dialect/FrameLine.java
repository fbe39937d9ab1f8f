package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmFrame;
import org.jspecify.annotations.Nullable;

/// A call: `at [loader/][module@version/]package.Class.method(place)`, where place is
/// `[module@version/]File.java:12`, `File.java`, `Native Method`, `Unknown Source` or `Redefined`.
public final class FrameLine {
    private static final String START = "at ";

    private FrameLine() {}

    public static boolean begins(String stripped) {
        return stripped.startsWith(START);
    }

    /// What the line says, or null if it is no frame or cut short.
    ///
    /// @param stripped the line without the white space around it
    public static @Nullable JvmFrame parse(String stripped) {
        return begins(stripped) ? parseElement(stripped, START.length()) : null;
    }

    /// What `StackTraceElement.toString` wrote, or null if it is cut short.
    ///
    /// @param start where it begins in the text
    public static @Nullable JvmFrame parseElement(String text, int start) {
        // A method name holds no dot and no slash, but may hold parentheses: the place begins at the last one.
        int open = text.lastIndexOf('(');
        int close = text.lastIndexOf(')');
        int dot = open < 0 ? -1 : text.lastIndexOf('.', open);
        if (close < open || dot < start || dot + 1 >= open) {
            return null;
        }
        String className = withoutPrefix(text.substring(start, dot).strip());
        String method = text.substring(dot + 1, open);
        String place = text.substring(open + 1, close);
        if (className.isEmpty()) {
            return null;
        }
        int slash = place.lastIndexOf('/');
        return frame(className, method, slash < 0 ? place : place.substring(slash + 1));
    }

    private static JvmFrame frame(String className, String method, String place) {
        return switch (place) {
            case "Native Method" -> new JvmFrame(className, method, null, JvmFrame.NATIVE);
            case "Unknown Source", "Redefined", "" -> new JvmFrame(className, method, null, JvmFrame.UNKNOWN);
            default -> {
                int colon = place.lastIndexOf(':');
                long line = colon < 0 ? -1 : Numbers.decimal(place, colon + 1, place.length());
                yield line > 0 && line <= Integer.MAX_VALUE
                        ? new JvmFrame(className, method, place.substring(0, colon), (int) line)
                        : new JvmFrame(className, method, place, JvmFrame.UNKNOWN);
            }
        };
    }

    /// Cuts `app//` and `java.base@17.0.15/`, but not the end of a hidden class: `V$$Lambda/0x0000000090002ff0`.
    private static String withoutPrefix(String className) {
        int slash = className.lastIndexOf('/');
        if (slash >= 0 && slash + 1 < className.length() && Numbers.isDigit(className.charAt(slash + 1))) {
            slash = className.lastIndexOf('/', slash - 1);
        }
        return className.substring(slash + 1);
    }
}
