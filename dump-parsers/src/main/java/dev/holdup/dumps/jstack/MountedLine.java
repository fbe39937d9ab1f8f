package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import org.jspecify.annotations.Nullable;

/// Where the stack of a virtual thread begins, below its carrier's: `Mounted virtual thread #22`,
/// in some versions with a quoted name before the number.
///
/// @param name empty if the dump does not say
record MountedLine(long number, String name) {
    private static final String START = "Mounted virtual thread ";

    static @Nullable MountedLine parse(String stripped) {
        int hash = stripped.lastIndexOf('#');
        if (!stripped.startsWith(START) || hash < START.length()) {
            return null;
        }
        long number = Numbers.decimal(stripped, hash + 1, stripped.length());
        String name = stripped.substring(START.length(), hash).strip();
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return number < 0 ? null : new MountedLine(number, quoted ? name.substring(1, name.length() - 1) : name);
    }
}
