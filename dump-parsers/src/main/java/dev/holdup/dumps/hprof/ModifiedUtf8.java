package dev.holdup.dumps.hprof;

import java.nio.charset.StandardCharsets;

/// Text as class files encode it, read leniently: standard UTF-8 is understood too, and what is neither becomes U+FFFD.
final class ModifiedUtf8 {
    private static final char DAMAGED = '\uFFFD';

    private ModifiedUtf8() {}

    static String decode(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decodeMixed(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String decodeMixed(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at] & 0xFF;
            int more = first < 0x80 ? 0 : first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
            if ((first >= 0x80 && first < 0xC0) || first >= 0xF8 || !continues(bytes, at + 1, more)) {
                text.append(DAMAGED);
                at++;
                continue;
            }
            int code = more == 0 ? first : first & (0x3F >> more);
            for (int i = 1; i <= more; i++) {
                code = code << 6 | (bytes[at + i] & 0x3F);
            }
            // Surrogates arrive one by one, three bytes each, and are whole again side by side in the text.
            text.appendCodePoint(Character.isValidCodePoint(code) ? code : DAMAGED);
            at += 1 + more;
        }
        return text.toString();
    }

    private static boolean continues(byte[] bytes, int from, int count) {
        if (from + count > bytes.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if ((bytes[from + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
