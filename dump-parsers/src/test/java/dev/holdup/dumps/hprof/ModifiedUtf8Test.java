package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModifiedUtf8Test {
    private static final String TEXT = "a\0é€\uD83D\uDE00z";

    @Test
    void readsWhatTheJvmWrites() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF(TEXT);
        byte[] text = bytes.toByteArray();
        assertThat(ModifiedUtf8.decode(Arrays.copyOfRange(text, 2, text.length)))
                .isEqualTo(TEXT);
    }

    @Test
    void readsStandardUtf8() {
        assertThat(ModifiedUtf8.decode(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
    }

    @Test
    void bytesThatAreNoTextBecomeReplacementCharacters() {
        byte[] damaged = {'a', (byte) 0xFF, 'b', (byte) 0x80, (byte) 0xE2, (byte) 0x82, 'c', (byte) 0xF4, (byte) 0xC3};
        assertThat(ModifiedUtf8.decode(damaged)).isEqualTo("a\uFFFDb\uFFFD\uFFFD\uFFFDc\uFFFD\uFFFD");
        byte[] beyondUnicode = {(byte) 0xF7, (byte) 0xBF, (byte) 0xBF, (byte) 0xBF};
        assertThat(ModifiedUtf8.decode(beyondUnicode)).isEqualTo("\uFFFD");
    }
}
