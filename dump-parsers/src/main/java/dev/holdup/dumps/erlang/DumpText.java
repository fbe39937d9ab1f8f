package dev.holdup.dumps.erlang;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes of the mapped text of a crash dump. Positions count from its start; ends are exclusive.
final class DumpText {
    /// Chars of a text that are made into a string; names are shorter, and a line may have a gigabyte.
    static final int MAX_CHARS = 1 << 12;

    static final long NOT_THERE = -1;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final MemorySegment file;
    private final long size;

    /// @param size how much of the file is text; a last line that was cut does not belong to it
    DumpText(MemorySegment file, long size) {
        this.file = file;
        this.size = size;
    }

    long size() {
        return size;
    }

    byte at(long position) {
        return file.get(ValueLayout.JAVA_BYTE, position);
    }

    /// Eight bytes, the first one lowest; at most 8 bytes before the end.
    long word(long position) {
        return file.get(WORD, position);
    }

    /// A word with this byte at each of its eight places.
    static long eightOf(char letter) {
        return letter * LOW_BITS;
    }

    /// The highest bit of each byte that is zero. A byte of 1 above one that is zero is marked, too: look again.
    static long zeroBytes(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }

    /// Where the byte is first, or [#NOT_THERE].
    long find(char letter, long from, long to) {
        long eight = eightOf(letter);
        long position = from;
        for (; position + 8 <= to; position += 8) {
            long found = zeroBytes(word(position) ^ eight);
            if (found != 0) {
                // The lowest mark is always a true one.
                return position + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; position < to; position++) {
            if (at(position) == letter) {
                return position;
            }
        }
        return NOT_THERE;
    }

    /// Where the byte is last, or [#NOT_THERE].
    long findLast(char letter, long from, long to) {
        for (long position = to - 1; position >= from; position--) {
            if (at(position) == letter) {
                return position;
            }
        }
        return NOT_THERE;
    }

    /// End of the line that begins here: its line feed, or the end of the text.
    long lineEnd(long from, long to) {
        long lineFeed = find('\n', from, to);
        return lineFeed == NOT_THERE ? to : lineFeed;
    }

    /// End of a line's content: a carriage return before the line feed is not part of it.
    long contentEnd(long from, long lineEnd) {
        return lineEnd > from && at(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
    }

    boolean startsWith(byte[] start, long from, long to) {
        if (to - from < start.length) {
            return false;
        }
        for (int place = 0; place < start.length; place++) {
            if (at(from + place) != start[place]) {
                return false;
            }
        }
        return true;
    }

    /// At most [#MAX_CHARS] bytes of it, UTF-8 or else Latin-1, as dumps before OTP 20 have it.
    String text(long from, long to) {
        byte[] bytes = bytes(from, (int) Math.max(0, Math.min(to - from, MAX_CHARS)));
        for (byte one : bytes) {
            if (one < 0) {
                return wide(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String wide(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException latin) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    byte[] bytes(long from, int length) {
        return file.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Decimal number that begins here, with sign; `absent` if none does. Too large a one becomes the largest.
    long number(long from, long to, long absent) {
        long position = from;
        boolean negative = position < to && at(position) == '-';
        if (negative) {
            position++;
        }
        long value = 0;
        long begin = position;
        for (; position < to; position++) {
            int digit = at(position) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return position == begin ? absent : negative ? -value : value;
    }

    /// Value of a hexadecimal digit; −1 if it is none.
    static int hexDigit(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        int upper = letter & ~0x20;
        return upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : -1;
    }

    /// Where the hexadecimal digits that begin here end.
    long hexEnd(long from, long to) {
        long position = from;
        while (position < to && hexDigit(at(position)) >= 0) {
            position++;
        }
        return position;
    }

    /// Hexadecimal number of these digits; the last 16 of them.
    long hex(long from, long to) {
        long value = 0;
        for (long position = from; position < to; position++) {
            value = (value << 4) | hexDigit(at(position));
        }
        return value;
    }
}
