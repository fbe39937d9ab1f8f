package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The search that other tests rest on finds the mark in all its forms.
class SecretMarkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xx kanari7vogel",
                "K\0a\0n\0a\0r\0i\0007\0V\0o\0g\0e\0l",
                "4b:61 6e617269 37566f67656c",
                "%4b%61%6E%61%72%69%37%56%6f%67%65%6c",
                "&#75;&#97;&#110;&#97;&#114;&#105;&#55;&#86;&#111;&#103;&#101;&#108;",
                "S2FuYXJpN1ZvZ2VseHl6",
                "YUthbmFyaTdWb2dlbHh5eg==",
                "YWJLYW5hcmk3Vm9nZWx4eXo=",
                "[75, 97, 110, 97, 114, 105, 55, 86, 111, 103, 101, 108]",
                "number=1264676449;",
                "1,264,676,449 bytes",
                "0x4B616E61",
                "5431743990395909974",
                "1.3356598536859302E55",
                "1.4773857E7"
            })
    void itIsFoundInEveryForm(String text) {
        assertThat(SecretMark.in("before " + text + " after")).isNotNull();
    }

    @Test
    void itIsFoundInWhatIsPackedInAPage() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
            for (int i = 0; i < 100; i++) {
                out.write(("row " + i * 7919).getBytes(StandardCharsets.UTF_8));
            }
            out.write(SecretMark.TEXT.getBytes(StandardCharsets.UTF_8));
        }
        String page = "<x>" + Base64.getEncoder().encodeToString(packed.toByteArray()) + "</x>";

        assertThat(SecretMark.in(page)).startsWith("packed, plain");
    }

    @Test
    void itIsFoundInABundle() {
        byte[] tar = ("threads-1.txt" + "\0".repeat(500) + SecretMark.TEXT).getBytes(StandardCharsets.UTF_8);

        assertThat(SecretMark.in(Zstd.compress(tar))).startsWith("plain");
    }

    @Test
    void whatOnlyLooksLikeItIsNot() {
        assertThat(SecretMark.in("Kanari Vogel 12646764491 0x4b616e")).isNull();
    }
}
