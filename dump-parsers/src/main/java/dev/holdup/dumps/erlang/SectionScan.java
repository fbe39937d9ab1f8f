package dev.holdup.dumps.erlang;

import java.util.List;
import java.util.stream.IntStream;

/// The one pass over the whole text: where sections begin, and where a heap refers to a refc binary.
///
/// A section begins at a `=` after a line feed. A reference is a heap line `ADDRESS:Yc…` or `ADDRESS:Ys…`. Nine tenths
/// of
/// a large dump are heap lines of some twenty bytes, so lines are not looked at one by one: eight bytes at a time, and
/// a
/// second look only where a pair `\n=` or `:Y` stands. Pieces of the text are scanned in parallel.
final class SectionScan {
    private static final long PIECE_BYTES = 1 << 24;
    /// Bounds memory on a text that is made of nothing else.
    static final int MOST_SECTIONS = 1 << 25;

    static final int MOST_USES = 1 << 24;

    private static final long LINE_FEEDS = DumpText.eightOf('\n');
    private static final long EQUALS = DumpText.eightOf('=');
    private static final long COLONS = DumpText.eightOf(':');
    private static final long YS = DumpText.eightOf('Y');

    private final DumpText text;
    private final LongList sections = new LongList();
    private final BinaryUses uses = new BinaryUses();
    private final int mostSections;
    private final int mostUses;
    private long leftOutSections;
    private long leftOutUses;

    private SectionScan(DumpText text, int mostSections, int mostUses) {
        this.text = text;
        this.mostSections = mostSections;
        this.mostUses = mostUses;
    }

    /// @param starts where sections begin: the place of each `=`, in order
    /// @param uses in the order of the text
    /// @param leftOut sections that were too many
    record Found(long[] starts, List<BinaryUses> uses, long leftOut, long leftOutUses) {}

    static Found scan(DumpText text) {
        int pieces = Math.max(1, Math.toIntExact((text.size() + PIECE_BYTES - 1) / PIECE_BYTES));
        List<SectionScan> scans = IntStream.range(0, pieces)
                .parallel()
                .mapToObj(piece -> {
                    SectionScan scan = new SectionScan(text, MOST_SECTIONS / pieces + 4096, MOST_USES / pieces + 4096);
                    scan.piece(piece * PIECE_BYTES, Math.min(text.size(), (piece + 1) * PIECE_BYTES));
                    return scan;
                })
                .toList();
        long[] starts =
                new long[scans.stream().mapToInt(scan -> scan.sections.size()).sum()];
        int count = 0;
        for (SectionScan scan : scans) {
            scan.sections.copyTo(starts, count);
            count += scan.sections.size();
        }
        return new Found(
                starts,
                scans.stream().map(scan -> scan.uses).toList(),
                scans.stream().mapToLong(scan -> scan.leftOutSections).sum(),
                scans.stream().mapToLong(scan -> scan.leftOutUses).sum());
    }

    /// Pairs whose first byte lies in the piece.
    private void piece(long from, long to) {
        if (from == 0 && to > 0 && text.at(0) == '=') {
            sections.add(0);
        }
        // The second word reaches one byte beyond the first.
        long wordsEnd = Math.min(to, text.size() - 8);
        long position = from;
        for (; position < wordsEnd; position += 8) {
            long here = text.word(position);
            long next = text.word(position + 1);
            long pairs = (DumpText.zeroBytes(here ^ LINE_FEEDS) & DumpText.zeroBytes(next ^ EQUALS))
                    | (DumpText.zeroBytes(here ^ COLONS) & DumpText.zeroBytes(next ^ YS));
            while (pairs != 0) {
                lookAt(position + (Long.numberOfTrailingZeros(pairs) >> 3), to);
                pairs &= pairs - 1;
            }
        }
        for (; position < to; position++) {
            lookAt(position, to);
        }
    }

    private void lookAt(long position, long to) {
        if (position >= to || position + 1 >= text.size()) {
            return;
        }
        byte first = text.at(position);
        byte second = text.at(position + 1);
        if (first == '\n' && second == '=') {
            if (sections.size() < mostSections) {
                sections.add(position + 1);
            } else {
                leftOutSections++;
            }
        } else if (first == ':' && second == 'Y') {
            if (uses.size() < mostUses) {
                uses.take(text, position);
            } else {
                leftOutUses++;
            }
        }
    }
}
