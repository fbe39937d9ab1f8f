package dev.holdup.dumps.erlang;

/// Words that the objects of a heap section take: what is reachable, for garbage is not printed.
///
/// Sizes by the first byte of an object, from the runtime's own layout; a fun's environment is not in the dump, so that
/// a fun counts as four words.
final class LiveWords {
    private static final int REFERENCE_WORDS = 6;
    /// Since OTP 27, where a reference to a refc binary is made of two objects.
    private static final int LATER_REFERENCE_WORDS = 8;

    private final DumpText text;
    private final int wordBytes;
    private final int referenceWords;

    LiveWords(DumpText text, int wordBytes, int otp) {
        this.text = text;
        this.wordBytes = wordBytes;
        this.referenceWords = otp >= 27 ? LATER_REFERENCE_WORDS : REFERENCE_WORDS;
    }

    long of(Lines lines) {
        long words = 0;
        while (lines.next()) {
            long colon = text.hexEnd(lines.start(), lines.end());
            if (colon + 1 < lines.end() && text.at(colon) == ':') {
                words += object(colon + 1, lines.end());
            }
        }
        return words;
    }

    private long object(long from, long to) {
        return switch (text.at(from)) {
            case 'l' -> 2;
            case 't' -> 1 + counted(from + 1, to);
            case 'F' -> wordBytes == 8 ? 2 : 3;
            case 'B' -> 1 + bignum(from + 1, to);
            case 'Y' -> binary(from + 1, to);
            case 'M' -> map(from + 1, to);
            case 'P', 'p', 'E' -> 4;
            case 'R' -> 3;
            default -> 0;
        };
    }

    /// Never more than the line can hold: two bytes an element.
    private long counted(long from, long to) {
        long count = text.hex(from, text.hexEnd(from, to));
        return count < 0 || count > to - from ? 0 : count;
    }

    private long bignum(long from, long to) {
        long hash = text.find('#', from, to);
        double bits = hash == DumpText.NOT_THERE ? (to - from) * 3.3219281 : (to - hash - 1) * 4.0;
        return (long) Math.ceil(bits / (8 * wordBytes));
    }

    private long binary(long from, long to) {
        return switch (from < to ? text.at(from) : 0) {
            case 'h' -> {
                long bytes = text.hex(from + 1, text.hexEnd(from + 1, to));
                yield 2 + (bytes < 0 || bytes > to - from ? 0 : (bytes + wordBytes - 1) / wordBytes);
            }
            case 'c' -> referenceWords;
            case 's' -> 5;
            default -> 0;
        };
    }

    private long map(long from, long to) {
        return switch (from < to ? text.at(from) : 0) {
            case 'f' -> 3 + counted(from + 1, to);
            case 'h' -> {
                long colon = text.hexEnd(from + 1, to);
                yield 2 + counted(Math.min(to, colon + 1), to);
            }
            case 'n' -> 1 + counted(from + 1, to);
            default -> 0;
        };
    }
}
