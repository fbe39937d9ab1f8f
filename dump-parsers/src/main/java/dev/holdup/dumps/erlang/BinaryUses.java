package dev.holdup.dumps.erlang;

import java.util.BitSet;
/// References to refc binaries as heap lines show them, in the order of the text.
///
/// `ADDRESS:Yc<binary>:<offset>:<size>` refers to a binary. `ADDRESS:Ys<x>:<offset>:<size>` is a part of another one:
/// `x` is the address of a binary or of a line `Yh` or `Yc` in the same heap. All numbers are hexadecimal.

final class BinaryUses {
    /// Above any size, far below any pointer: since OTP 27 a bare reference has a pointer where others have the offset.
    private static final long MOST_BYTES = 1L << 40;

    private final LongList positions = new LongList();
    private final LongList targets = new LongList();
    private final LongList offsets = new LongList();
    private final LongList sizes = new LongList();
    private final BitSet parts = new BitSet();

    int size() {
        return positions.size();
    }

    /// Place of the line in the text.
    long position(int use) {
        return positions.get(use);
    }

    /// Address of a binary; of a heap line for some parts.
    long target(int use) {
        return targets.get(use);
    }

    boolean part(int use) {
        return parts.get(use);
    }

    /// First byte of the binary that is used; 0 where the dump has a pointer in its place.
    long offset(int use) {
        return offsets.get(use);
    }

    long bytes(int use) {
        return sizes.get(use);
    }

    /// Takes the line whose `:Y` stands at `colon`, if it is one.
    void take(DumpText text, long colon) {
        long lineStart = colon;
        while (lineStart > 0 && colon - lineStart <= 16 && DumpText.hexDigit(text.at(lineStart - 1)) >= 0) {
            lineStart--;
        }
        if (lineStart == colon || lineStart == 0 || text.at(lineStart - 1) != '\n' || colon + 2 >= text.size()) {
            return;
        }
        byte kind = text.at(colon + 2);
        if (kind != 'c' && kind != 's') {
            return;
        }
        long limit = Math.min(text.size(), colon + 64);
        long targetEnd = text.hexEnd(colon + 3, limit);
        long offsetEnd = targetEnd < limit && text.at(targetEnd) == ':' ? text.hexEnd(targetEnd + 1, limit) : limit;
        long sizeEnd = offsetEnd < limit && text.at(offsetEnd) == ':' ? text.hexEnd(offsetEnd + 1, limit) : limit;
        boolean whole = sizeEnd < limit && (text.at(sizeEnd) == '\n' || text.at(sizeEnd) == '\r');
        if (!whole || targetEnd == colon + 3 || sizeEnd == offsetEnd + 1) {
            return;
        }
        long target = text.hex(colon + 3, targetEnd);
        long offset = text.hex(targetEnd + 1, offsetEnd);
        long bytes = text.hex(offsetEnd + 1, sizeEnd);
        parts.set(size(), kind == 's');
        positions.add(lineStart);
        // Since OTP 27 the two lowest bits may be a tag.
        targets.add(kind == 's' ? target & ~3L : target);
        offsets.add(offset < 0 || offset >= MOST_BYTES ? 0 : offset);
        sizes.add(bytes < 0 || bytes >= MOST_BYTES ? 0 : bytes);
    }
}
