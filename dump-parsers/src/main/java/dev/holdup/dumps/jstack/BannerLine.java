package dev.holdup.dumps.jstack;

import org.jspecify.annotations.Nullable;

/// Where a dump begins: `Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode):`.
///
/// @param jvm without the words before and the colon after
/// @param prefix what a log wrote before it on the same line
record BannerLine(String jvm, String prefix) {
    private static final String WORDS = "Full thread dump ";

    static @Nullable BannerLine parse(String line) {
        int start = line.indexOf(WORDS);
        if (start < 0) {
            return null;
        }
        String jvm = line.substring(start + WORDS.length()).strip();
        String prefix = line.substring(0, start);
        // A javacore holds the same words under its own tag; a sentence in a log names no virtual machine.
        if (!jvm.contains("VM") || prefix.contains("XMFULLTHDDUMP")) {
            return null;
        }
        return new BannerLine(jvm.endsWith(":") ? jvm.substring(0, jvm.length() - 1) : jvm, prefix);
    }
}
