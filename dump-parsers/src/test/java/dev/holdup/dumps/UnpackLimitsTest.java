package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.unpack.UnpackLimits;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that explode are stopped, and what was unpacked up to there is used.
class UnpackLimitsTest {
    private static final UnpackLimits USUAL = UnpackLimits.ofSystemProperties();

    @TempDir
    private Path folder = Path.of("");

    private static byte[] threads() {
        ThreadDumpText text = ThreadDumpText.ofJdk25().date("2026-01-01 00:00:00");
        text.thread("main").frame("a.B.run(B.java:1)");
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    private OpenDumps open(byte[] content, UnpackLimits limits) throws IOException, MalformedDumpException {
        return DumpReader.openAll(List.of(Files.write(folder.resolve("input"), content)), limits);
    }

    @Test
    void moreBytesThanAllowedAreNotUnpacked() throws Exception {
        HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
        writer.byteArray(new byte[3_000_000]);
        byte[] packed = PackedFiles.Compression.GZIP.pack(writer.toByteArray());
        UnpackLimits limits = new UnpackLimits(1_000_000, 2_000, 8, 100, 100, 1 << 20, 1 << 20, 0);
        try (OpenDumps dumps = open(packed, limits)) {
            assertThat(Objects.requireNonNull(dumps.heap())
                            .warnings()
                            .getFirst()
                            .what())
                    .isEqualTo("It unpacks to more than the 1000000 bytes that are allowed; raise it with"
                            + " HOLDUP_OPTS=-Dholdup.unpack.maxBytes=NUMBER if you trust the file.");
            assertThat(Objects.requireNonNull(dumps.heap()).fileBytes()).isLessThan(1_200_000);
        }
    }

    @Test
    void aFileThatUnpacksToThousandsOfTimesItsSizeIsStopped() throws Exception {
        Path bomb = folder.resolve("bomb");
        // Gzip alone cannot: twice over it reaches a million times.
        try (OutputStream out = new GZIPOutputStream(new GZIPOutputStream(Files.newOutputStream(bomb)))) {
            byte[] zeroes = new byte[1 << 20];
            for (int i = 0; i < 1_200; i++) {
                out.write(zeroes);
            }
        }
        UnpackLimits limits = new UnpackLimits(1L << 40, 2_000, 8, 100, 100, 1L << 40, 1 << 20, 0);
        assertThatThrownBy(() -> DumpReader.openAll(List.of(bomb), limits).close())
                .isInstanceOf(MalformedDumpException.class);
    }

    @Test
    void layersEntriesAndNamesAreBounded() throws Exception {
        byte[] nested = threads();
        for (int i = 0; i < 4; i++) {
            nested = PackedFiles.Compression.GZIP.pack(nested);
        }
        try (OpenDumps dumps = open(nested, limits(4, 100, 100))) {
            assertThat(dumps.threadDumps()).hasSize(1);
        }
        byte[] deep = nested;
        assertThatThrownBy(() -> open(deep, limits(3, 100, 100)).close())
                .hasMessageContaining("packed more than 3 times over");

        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            many.put("long-name-" + i, threads());
        }
        for (PackedFiles.Archive archive : PackedFiles.Archive.values()) {
            try (OpenDumps dumps = open(archive.pack(many), limits(8, 5, 6))) {
                assertThat(dumps.threadDumps()).as(archive.id()).hasSize(5);
                assertThat(dumps.inputs().getFirst().name()).isEqualTo("input/long-n…");
                assertThat(dumps.unreadable())
                        .extracting(ParseWarning::what)
                        .singleElement()
                        .asString()
                        .startsWith("It holds more than the 5 entries that are allowed; raise it with");
            }
        }
    }

    private static UnpackLimits limits(int depth, int entries, int nameChars) {
        return new UnpackLimits(1 << 20, 2_000, depth, entries, nameChars, 1 << 20, 64 << 20, 0);
    }

    @Test
    void aLongTextIsReadInPart() throws Exception {
        byte[] packed = PackedFiles.Compression.XZ.pack(
                (new String(threads(), StandardCharsets.UTF_8) + "x\n".repeat(1_000_000))
                        .getBytes(StandardCharsets.UTF_8));
        UnpackLimits limits = new UnpackLimits(1L << 30, 2_000, 8, 100, 100, 100_000, 64 << 20, 0);
        try (OpenDumps dumps = open(packed, limits)) {
            assertThat(dumps.threadDumps().getFirst().complete()).isFalse();
            assertThat(dumps.threadDumps().getFirst().warnings())
                    .extracting(ParseWarning::what)
                    .anyMatch(what -> what.matches("Only the first \\d+ bytes of the unpacked text were read\\."));
        }
    }

    @Test
    void aWindowLargerThanAllowedIsRefused() throws Exception {
        byte[] packed = PackedFiles.Compression.XZ.pack(threads());
        UnpackLimits limits = new UnpackLimits(1L << 30, 2_000, 8, 100, 100, 100_000, 1 << 20, 0);
        assertThatThrownBy(() -> open(packed, limits).close())
                .hasMessageContaining("takes more memory to unpack than is allowed");
        assertThat(USUAL.maxDecoderBytes()).isEqualTo(512L << 20);
    }

    @Test
    void anArchiveWithoutAnEntryIsNamedAlsoIfItIsCompressed() throws Exception {
        byte[] packed = PackedFiles.Compression.LZ4.pack(PackedFiles.Archive.ZIP.pack(Map.of()));
        assertThatThrownBy(() -> open(packed, USUAL))
                .isInstanceOfSatisfying(
                        MalformedDumpException.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("the zip archive holds neither an HPROF heap dump nor a thread dump"));
    }

    @Test
    void aProcessThatMayTakeLittleMemoryUnpacksLittleIntoIt() {
        assertThat(USUAL.within(400_000).maxMemoryBytes()).isEqualTo(100_000);
        assertThat(USUAL.within(Long.MAX_VALUE)).isEqualTo(USUAL);
    }
}
