package dev.holdup.dumps;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the first bytes of content that is not packed say it is.
enum ContentKind {
    HPROF,
    ERLANG,
    /// JSON lines of a live Erlang node, as the module writes them that `holdup capture` prints.
    ERLANG_CAPTURE,
    /// May hold thread dumps; only reading all of it can tell, since a log may hold one far on.
    TEXT,
    OTHER;

    /// So many bytes are enough to tell.
    static final int HEAD_BYTES = 4096;

    private static final byte[] HPROF_MAGIC = "JAVA PROFILE ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CAPTURE_MAGIC = "{\"capture\":\"erlang\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERLANG_MAGIC = "=erl_crash_dump:".getBytes(StandardCharsets.US_ASCII);

    /// @param head first bytes of the file, all of them if it has less than [#HEAD_BYTES]
    static ContentKind of(byte[] head) {
        if (startsWith(head, HPROF_MAGIC)) {
            return HPROF;
        }
        if (startsWith(head, ERLANG_MAGIC)) {
            return ERLANG;
        }
        if (startsWith(head, CAPTURE_MAGIC)) {
            return ERLANG_CAPTURE;
        }
        return isText(head) ? TEXT : OTHER;
    }

    static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /// UTF-16 has zero bytes at every other place; any other text has none.
    private static boolean isText(byte[] head) {
        int[] zeroes = new int[2];
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                zeroes[i & 1]++;
            }
        }
        boolean oneByteText = zeroes[0] == 0 && zeroes[1] == 0;
        boolean twoByteText = Math.min(zeroes[0], zeroes[1]) == 0 && Math.max(zeroes[0], zeroes[1]) > head.length / 4;
        return oneByteText || twoByteText;
    }
}
