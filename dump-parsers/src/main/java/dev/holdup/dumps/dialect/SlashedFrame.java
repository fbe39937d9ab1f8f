package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmFrame;
import org.jspecify.annotations.Nullable;

/// A call with the class name as the class file has it: `at java/lang/Object.wait(Object.java:218(Compiled Code))` of
/// OpenJ9, `at java/lang/Object.wait(J)V(Native Method)[optimized]` of JRockit.
public final class SlashedFrame {
    private static final String START = "at ";
    private static final String COMPILED = "(Compiled Code)";

    private SlashedFrame() {}

    /// What the line says, or null if it is no frame or cut short.
    public static @Nullable JvmFrame parse(String stripped) {
        int open = stripped.indexOf('(');
        if (!stripped.startsWith(START) || open < 0) {
            return null;
        }
        String call = dotted(stripped.substring(0, open));
        String place = stripped.substring(open).replace(COMPILED, "");
        int placeStart = place.lastIndexOf('(');
        int placeEnd = place.indexOf(')', Math.max(placeStart, 0));
        return placeStart < 0 || placeEnd < 0
                ? null
                : FrameLine.parse(
                        call + (place.startsWith("(Bytecode PC:") ? "()" : place.substring(placeStart, placeEnd + 1)));
    }

    /// `java/lang/Object` as `java.lang.Object`; the end of a hidden class, `/0x…`, stays.
    public static String dotted(String className) {
        StringBuilder dotted = new StringBuilder(className.replace('/', '.'));
        int hidden = className.lastIndexOf("/0x");
        if (hidden >= 0) {
            dotted.setCharAt(hidden, '/');
        }
        return dotted.toString();
    }

    /// `java/lang/Object@0x00000000E14653B0`; null if it is nothing like that.
    public static @Nullable LockObject lock(String text) {
        int at = text.lastIndexOf("@0x");
        int end = at + 1;
        while (end > 0 && end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        long address = at < 1 ? -1 : Numbers.hexadecimal(text, at + 1, end);
        return address < 0 ? null : LockObject.at(address, dotted(text.substring(0, at)));
    }
}
