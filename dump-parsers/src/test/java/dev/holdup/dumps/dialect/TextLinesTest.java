package dev.holdup.dumps.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private static List<String> lines(byte[] text) throws IOException {
        TextLines lines = new TextLines(new ByteArrayInputStream(text));
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
            assertThat(lines.number()).isEqualTo(all.size());
        }
        return all;
    }

    private static List<String> lines(String text, Charset charset) throws IOException {
        return lines(text.getBytes(charset));
    }

    @Test
    void lineEndsOfBothKindsAreCut() throws IOException {
        assertThat(lines("a\r\n\nb\n\r\nc", StandardCharsets.UTF_8)).containsExactly("a", "", "b", "", "c");
        assertThat(lines("", StandardCharsets.UTF_8)).isEmpty();
        assertThat(lines("\n", StandardCharsets.UTF_8)).containsExactly("");
    }

    @Test
    void utf16IsToldByItsMarkOrItsZeros() throws IOException {
        assertThat(lines("\uFEFFä\nb", StandardCharsets.UTF_8)).containsExactly("ä", "b");
        assertThat(lines("\uFEFFä\r\nb", StandardCharsets.UTF_16LE)).containsExactly("ä", "b");
        assertThat(lines("\uFEFFä\nb", StandardCharsets.UTF_16BE)).containsExactly("ä", "b");
        assertThat(lines("a\nb", StandardCharsets.UTF_16LE)).containsExactly("a", "b");
        assertThat(lines("a\nb", StandardCharsets.UTF_16BE)).containsExactly("a", "b");
    }

    @Test
    void linesLongerThanTheBufferAreWholeAndEndlessOnesAreCut() throws IOException {
        String longer = "x".repeat(50_000);
        String endless = "y".repeat(1_000_000);
        assertThat(lines(longer + "\r\n" + endless + "\nz", StandardCharsets.UTF_8))
                .containsExactly(longer, endless.substring(0, TextLines.MAX_CHARS), "z");
    }

    @Test
    void bytesThatAreNoTextDoNotStopTheReader() throws IOException {
        assertThat(lines(new byte[] {(byte) 0xC3, '\n', (byte) 0xFF, 'a', '\n'}))
                .containsExactly("\uFFFD", "\uFFFDa");
    }
}
