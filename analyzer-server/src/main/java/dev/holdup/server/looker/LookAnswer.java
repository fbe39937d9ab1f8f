package dev.holdup.server.looker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What a process that looks into a heap answers.
///
/// @param text JSON, or a sentence if there is none
public record LookAnswer(Kind kind, String text) {
    private static final int MOST_BYTES = 64 << 20;

    public enum Kind {
        ANSWER,
        /// The heap does not hold what was asked for.
        NOTHING,
        /// The question makes no sense.
        BAD,
        /// What was kept is damaged, older or of another dump: it has to be kept anew.
        UNUSABLE,
        /// A bug, or too little memory for the question.
        FAILED
    }

    void write(int number, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(number);
        out.writeByte(kind.ordinal());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /// What follows the number of the question.
    public static LookAnswer read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (kind >= Kind.values().length || length < 0 || length > MOST_BYTES) {
            throw new IOException("a process that looks into a heap answers with " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a process that looks into a heap broke off");
        }
        return new LookAnswer(Kind.values()[kind], new String(bytes, StandardCharsets.UTF_8));
    }
}
