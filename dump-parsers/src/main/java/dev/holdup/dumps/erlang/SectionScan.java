package dev.holdup.dumps.erlang;

import java.util.List;
import java.util.stream.IntStream;

/// The one pass over the whole text: where sections begin, and where a heap refers to a refc binary.
///
/// A section begins at a `=` after a line feed. A reference is a heap line `ADDRESS:Yc…` or `ADDRESS:Ys…`. Nine tenths
/// of a large dump are heap lines of some twenty bytes, so lines are not looked at one by one: half a kibibyte is asked
/// at once whether it has a `=` or a `Y` at all, which are rare there, and looked at more closely only then. Pieces of
/// the text are scanned in parallel.
final class SectionScan {
    private static final long PIECE_BYTES = 1 << 24;
    /// A block is asked at once: few enough to be free of marks, many enough for the compiler to make vectors of them.
    private static final int BLOCK_WORDS = 64;

    /// Bounds memory on a text that is made of nothing else.
    static final int MOST_SECTIONS = 1 << 25;

    static final int MOST_USES = 1 << 24;

    private static final long EQUALS = DumpText.eightOf('=');
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
                    SectionScan scan =
                            new SectionScan(text.again(), MOST_SECTIONS / pieces + 4096, MOST_USES / pieces + 4096);
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

    /// Pairs whose second byte lies in the piece.
    private void piece(long from, long to) {
        long[] words = new long[DumpText.MOST_WORDS];
        long position = from;
        while (position + (long) BLOCK_WORDS * Long.BYTES <= to) {
            int count = (int) Math.min(words.length, (to - position) / Long.BYTES) / BLOCK_WORDS * BLOCK_WORDS;
            text.words(position, words, count);
            for (int block = 0; block < count; block += BLOCK_WORDS) {
                if (hasMarks(words, block)) {
                    for (int word = block; word < block + BLOCK_WORDS; word++) {
                        lookAtMarks(marks(words[word]), position + (long) word * Long.BYTES);
                    }
                }
            }
            position += (long) count * Long.BYTES;
        }
        for (; position < to; position++) {
            lookAt(position);
        }
    }

    /// No branch inside, and nothing but one array: compiled to vectors, it keeps up with the memory.
    private static boolean hasMarks(long[] words, int from) {
        long any = 0;
        for (int word = from; word < from + BLOCK_WORDS; word++) {
            any |= marks(words[word]);
        }
        return any != 0;
    }

    /// The bytes of a word that are `=` or `Y`, which are rare in heap lines where line feeds and colons are not.
    private static long marks(long word) {
        return DumpText.zeroBytes(word ^ EQUALS) | DumpText.zeroBytes(word ^ YS);
    }

    private void lookAtMarks(long marks, long position) {
        for (long left = marks; left != 0; left &= left - 1) {
            lookAt(position + (Long.numberOfTrailingZeros(left) >> 3));
        }
    }

    private void lookAt(long position) {
        byte letter = text.at(position);
        if (letter == '=' && (position == 0 || text.at(position - 1) == '\n')) {
            if (sections.size() < mostSections) {
                sections.add(position);
            } else {
                leftOutSections++;
            }
        } else if (letter == 'Y' && position > 0 && text.at(position - 1) == ':') {
            if (uses.size() < mostUses) {
                uses.take(text, position - 1);
            } else {
                leftOutUses++;
            }
        }
    }
}
