package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SectionScanTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^=", 0);
    private static final Pattern USE =
            Pattern.compile("\n([0-9A-Fa-f]{1,16}):Y([cs])([0-9A-Fa-f]+):([0-9A-Fa-f]*):([0-9A-Fa-f]+)(?=\r?\n|\r)");

    /// Letters of which pairs and triples that matter are made by chance.
    private static final String LETTERS = "\n\n==::YYcsA0F";

    @Test
    void findsWhatRegularExpressionsFindOnRandomText() {
        Random random = new Random(4711);
        int sections = 0;
        int uses = 0;
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(200);
            while (text.length() < length) {
                switch (random.nextInt(12)) {
                    case 0 -> text.append("\nAB0:YcF0:0:64\n");
                    case 1 -> text.append("\n=A");
                    default -> text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
            }
            SectionScan.Found found = scan(text.toString());
            assertThat(found.starts()).as(text.toString()).containsExactly(sectionsOf(text.toString()));
            assertThat(usesOf(found)).as(text.toString()).containsExactlyElementsOf(usesOf(text.toString()));
            sections += found.starts().length;
            uses += found.uses().getFirst().size();
        }
        assertThat(sections).isGreaterThan(10_000);
        assertThat(uses).isGreaterThan(1000);
    }

    /// Blocks are asked at once whether they have a mark at all.
    @Test
    void aMarkAnywhereInALongTextIsFound() {
        Random random = new Random(99);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder("7F08:lI1|H7F10\n".repeat(1 + random.nextInt(400)));
            for (int mark = 0; mark < 5; mark++) {
                text.insert(random.nextInt(text.length()), random.nextBoolean() ? "\n=A\n" : "\nAB0:YcF0:0:64\n");
            }
            SectionScan.Found found = scan(text.toString());
            assertThat(found.starts()).containsExactly(sectionsOf(text.toString()));
            assertThat(usesOf(found)).containsExactlyElementsOf(usesOf(text.toString()));
        }
    }

    @Test
    void nothingIsLostBetweenPieces() {
        // Pieces begin at multiples of 16 MiB: lines of 13 bytes meet such a border in the middle of a pair.
        String lines = "\n=proc:<0.1.0>\nAB:YcF0:0:64";
        String text = lines.repeat((1 << 25) / lines.length() + 1);
        SectionScan.Found found = scan(text);
        int repeats = text.length() / lines.length();
        assertThat(found.starts()).hasSize(repeats);
        assertThat(found.starts()[repeats - 1]).isEqualTo(text.length() - lines.length() + 1);
        // The very last line does not end.
        assertThat(found.uses().stream().mapToInt(BinaryUses::size).sum()).isEqualTo(repeats - 1);
    }

    private static SectionScan.Found scan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return SectionScan.scan(new DumpText(MemorySegment.ofArray(bytes), bytes.length));
    }

    private static long[] sectionsOf(String text) {
        return SECTION.matcher(text)
                .results()
                .mapToLong(match -> match.start())
                .filter(start -> start == 0 || text.charAt((int) start - 1) == '\n')
                .toArray();
    }

    private static List<String> usesOf(SectionScan.Found found) {
        List<String> uses = new ArrayList<>();
        BinaryUses piece = found.uses().getFirst();
        for (int use = 0; use < piece.size(); use++) {
            uses.add(piece.position(use) + " " + piece.part(use) + " " + Long.toHexString(piece.target(use)) + " "
                    + piece.offset(use) + " " + piece.bytes(use));
        }
        return uses;
    }

    private static List<String> usesOf(String text) {
        List<String> uses = new ArrayList<>();
        Matcher match = USE.matcher(text);
        for (int from = 0; match.find(from); from = match.start() + 1) {
            boolean part = match.group(2).equals("s");
            long target = hex(match.group(3));
            long offset = hex(match.group(4));
            long bytes = hex(match.group(5));
            long most = 1L << 40;
            uses.add((match.start() + 1) + " " + part + " " + Long.toHexString(part ? target & ~3L : target) + " "
                    + (offset < 0 || offset >= most ? 0 : offset) + " " + (bytes < 0 || bytes >= most ? 0 : bytes));
        }
        return uses;
    }

    private static long hex(String digits) {
        String last = digits.length() > 16 ? digits.substring(digits.length() - 16) : digits;
        return last.isEmpty() ? 0 : Long.parseUnsignedLong(last, 16);
    }
}
