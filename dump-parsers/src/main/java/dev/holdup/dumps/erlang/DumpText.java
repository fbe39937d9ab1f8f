package dev.holdup.dumps.erlang;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes of the mapped text of a crash dump. Positions count from its start; ends are exclusive.
///
/// Single bytes are read out of a copy of the place where the reader is, not out of the mapped memory: a read of that
/// is some thirty methods deep, and compiling those for every method of a parser takes longer than parsing. So a text
/// belongs to one thread; others get [#again].
final class DumpText {
    /// Chars of a text that are made into a string; names are shorter, and a line may have a gigabyte.
    static final int MAX_CHARS = 1 << 12;

    static final long NOT_THERE = -1;

    private static final int MAPPED_BITS = 30;
    private static final int IN_MAPPED = (1 << MAPPED_BITS) - 1;
    /// So much of the next buffer is in this one, so that what begins in one can be read from it.
    private static final int OVERLAP = 1 << 17;
    /// Most words that are copied at once.
    static final int MOST_WORDS = (1 << 16) / Long.BYTES;

    /// What is copied where a reader has jumped to; twice as much each time that it reads on.
    private static final int SMALLEST_COPY = 1 << 8;

    private static final int LARGEST_COPY = 1 << 16;
    /// Of what is before that place, for those who look back at the start of a line.
    private static final int LOOKING_BACK = 32;

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /// `mappedByGibibyte[position >>> 30]` begins there.
    private final ByteBuffer[] mappedByGibibyte;
    private final long size;
    private final long fileSize;
    /// A copy of the bytes from `copyStart` on, as many as `copied`.
    private byte[] copy = new byte[SMALLEST_COPY];
    private long copyStart;
    private int copied;

    /// @param size how much of the file is text; a last line that was cut does not belong to it
    DumpText(MemorySegment file, long size) {
        this.size = size;
        this.fileSize = file.byteSize();
        this.mappedByGibibyte = new ByteBuffer[(int) (fileSize >>> MAPPED_BITS) + 1];
        for (int mapped = 0; mapped < mappedByGibibyte.length; mapped++) {
            long start = (long) mapped << MAPPED_BITS;
            long end = Math.min(fileSize, start + (1L << MAPPED_BITS) + OVERLAP);
            mappedByGibibyte[mapped] =
                    file.asSlice(start, end - start).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private DumpText(DumpText other) {
        this.size = other.size;
        this.fileSize = other.fileSize;
        this.mappedByGibibyte = other.mappedByGibibyte;
    }

    /// The same text for another thread.
    DumpText again() {
        return new DumpText(this);
    }

    long size() {
        return size;
    }

    byte at(long position) {
        long place = position - copyStart;
        if (place < 0 || place >= copied) {
            place = copyFrom(position);
        }
        return copy[(int) place];
    }

    /// Copies what is around this position.
    ///
    /// @return its place in the copy
    private int copyFrom(long position) {
        if (position < 0 || position >= fileSize) {
            throw new IndexOutOfBoundsException("position " + position + " of " + fileSize);
        }
        boolean readsOn = position == copyStart + copied && copied > 0;
        int length = readsOn ? Math.min(LARGEST_COPY, copy.length * 2) : SMALLEST_COPY;
        if (copy.length != length) {
            copy = new byte[length];
        }
        copyStart = Math.max(0, position - LOOKING_BACK);
        copied = (int) Math.min(length, fileSize - copyStart);
        mapped(copyStart).get((int) copyStart & IN_MAPPED, copy, 0, copied);
        return (int) (position - copyStart);
    }

    /// Copies words of eight bytes, each with its first byte lowest.
    ///
    /// @param count at most [#MOST_WORDS], and no more than there are
    void words(long from, long[] words, int count) {
        int start = (int) from & IN_MAPPED;
        mapped(from)
                .slice(start, count * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(words, 0, count);
    }

    private ByteBuffer mapped(long position) {
        return mappedByGibibyte[(int) (position >>> MAPPED_BITS)];
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
        long position = from;
        while (position < to) {
            long start = position - copyStart;
            int place = start < 0 || start >= copied ? copyFrom(position) : (int) start;
            int end = (int) Math.min(copied, to - copyStart);
            for (; place < end; place++) {
                if (copy[place] == letter) {
                    return copyStart + place;
                }
            }
            position = copyStart + place;
        }
        return NOT_THERE;
    }

    /// Where the byte is last, or [#NOT_THERE].
    long findLast(char letter, long from, long to) {
        for (long position = to - 1; position >= from; position--) {
            if (mapped(position).get((int) position & IN_MAPPED) == letter) {
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

    /// A copy.
    ///
    /// @param length at most 64 KiB
    byte[] bytes(long from, int length) {
        byte[] bytes = new byte[length];
        if (from >= copyStart && from + length <= copyStart + copied) {
            System.arraycopy(copy, (int) (from - copyStart), bytes, 0, length);
        } else if (length > 0) {
            mapped(from).get((int) from & IN_MAPPED, bytes);
        }
        return bytes;
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
