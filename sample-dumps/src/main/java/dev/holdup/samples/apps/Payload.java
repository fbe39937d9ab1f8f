package dev.holdup.samples.apps;

import java.nio.charset.StandardCharsets;

/// Data of a known size that compresses well.
public final class Payload {

    private static final byte[] LINE =
            "{\"article\":\"A-1001\",\"quantity\":3,\"price\":\"12.50\",\"currency\":\"EUR\"},\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private Payload() {}

    public static byte[] ofBytes(int length) {
        byte[] payload = new byte[length];
        for (int at = 0; at < length; at += LINE.length) {
            System.arraycopy(LINE, 0, payload, at, Math.min(LINE.length, length - at));
        }
        return payload;
    }

    /// Reads all of it, so that whoever calls this later still needs it.
    public static long sum(byte[] payload) {
        long sum = 0;
        for (byte part : payload) {
            sum += part;
        }
        return sum;
    }
}
