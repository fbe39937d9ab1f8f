package dev.holdup.analysis.kept;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Descriptions as bytes: numbers, and texts behind their length.
final class Description {
    /// Of a name; a hostile one may be as long as its dump.
    private static final int MOST_CHARACTERS = 10_000;

    private Description() {}

    /// Writes one description.
    interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] of(Writer description) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            description.to(out);
        } catch (IOException never) {
            throw new IllegalStateException("memory takes bytes", never);
        }
        return bytes.toByteArray();
    }

    static void write(String text, DataOutputStream out) throws IOException {
        String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String read(ByteBuffer in) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// How many things follow.
    ///
    /// @param least bytes that each of them takes: more cannot follow than fit
    static int count(ByteBuffer in, int least) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / least) {
            throw new IndexOutOfBoundsException("a kept heap announces more than it has");
        }
        return count;
    }
}
