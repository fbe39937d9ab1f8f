package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangTerm;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The terms that a dump writes in the external format, `E<hex length>:<data>`: references, funs, odd bit strings.
///
/// Source: "External Term Format" of the runtime's user's guide; all numbers are big-endian.
final class ExternalTerm {
    private static final int VERSION = 131;
    private static final int MOST_BYTES = 4096;
    private static final ErlangTerm LEFT_OUT = new ErlangTerm.LeftOut();

    private final ByteBuffer data;

    private ExternalTerm(ByteBuffer data) {
        this.data = data;
    }

    /// @param from first digit of the length
    static ErlangTerm decode(DumpText text, long from, long to, boolean base64) {
        long colon = text.hexEnd(from, to);
        if (colon >= to || text.at(colon) != ':' || to - colon > 2 * MOST_BYTES) {
            return LEFT_OUT;
        }
        byte[] bytes = bytes(text.bytes(colon + 1, (int) (to - colon - 1)), base64);
        try {
            return new ExternalTerm(ByteBuffer.wrap(bytes)).term();
        } catch (BufferUnderflowException cut) {
            // On a sick node these terms may be cut.
            return LEFT_OUT;
        }
    }

    private static byte[] bytes(byte[] written, boolean base64) {
        if (base64) {
            try {
                return Base64.getDecoder().decode(written);
            } catch (IllegalArgumentException damaged) {
                return new byte[0];
            }
        }
        byte[] bytes = new byte[written.length / 2];
        for (int place = 0; place < bytes.length; place++) {
            int high = DumpText.hexDigit(written[2 * place]);
            int low = DumpText.hexDigit(written[2 * place + 1]);
            if (high < 0 || low < 0) {
                return new byte[0];
            }
            bytes[place] = (byte) ((high << 4) | low);
        }
        return bytes;
    }

    private ErlangTerm term() {
        if (unsigned(1) != VERSION) {
            return LEFT_OUT;
        }
        return switch ((int) unsigned(1)) {
            case 90 -> reference((int) unsigned(2), 4);
            case 114 -> reference((int) unsigned(2), 1);
            case 112 -> {
                skip(4 + 1 + 16 + 4 + 4);
                yield new ErlangTerm.Fun(atom());
            }
            case 113 -> new ErlangTerm.Fun(atom() + ":" + atom());
            case 77, 109 -> new ErlangTerm.Binary(unsigned(4));
            default -> LEFT_OUT;
        };
    }

    /// The words come lowest first and are printed highest first: `#Ref<0.1495591926.3356753922.153995>`.
    private ErlangTerm reference(int words, int creationBytes) {
        atom();
        skip(creationBytes);
        StringBuilder printed = new StringBuilder();
        for (int word = 0; word < Math.min(words, 8); word++) {
            printed.insert(0, "." + unsigned(4));
        }
        return new ErlangTerm.Identifier("#Ref<0" + printed + ">");
    }

    private String atom() {
        int length = switch ((int) unsigned(1)) {
            case 100, 118 -> (int) unsigned(2);
            case 115, 119 -> (int) unsigned(1);
            default -> throw new BufferUnderflowException();
        };
        byte[] name = new byte[length];
        data.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private long unsigned(int bytes) {
        long value = 0;
        for (int place = 0; place < bytes; place++) {
            value = (value << 8) | Byte.toUnsignedInt(data.get());
        }
        return value;
    }

    private void skip(int bytes) {
        data.get(new byte[bytes]);
    }
}
