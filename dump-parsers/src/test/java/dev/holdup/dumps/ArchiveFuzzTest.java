package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.unpack.UnpackLimits;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes are unpacked within their bounds, however they are packed, or are refused with a reason.
@Timeout(10)
class ArchiveFuzzTest {
    private static final int MOST_BYTES = 1 << 17;
    private static final UnpackLimits LIMITS =
            new UnpackLimits(MOST_BYTES, 2_000, 4, 50, 100, MOST_BYTES, 16 << 20, MOST_BYTES);

    @TempDir
    private static Path folder = Path.of("");

    static Stream<byte[]> seeds() throws IOException {
        byte[] heap = new HeapDumpWriter(IdSize.FOUR).toByteArray();
        byte[] threads = DialectSamples.THREAD_INFO_8.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("heap.hprof", heap);
        files.put("a/threads.txt", threads);
        files.put("inner.gz", PackedFiles.Compression.GZIP.pack(threads));
        Stream.Builder<byte[]> seeds = Stream.builder();
        for (PackedFiles.Compression compression : PackedFiles.Compression.values()) {
            seeds.add(compression.pack(heap));
            seeds.add(compression.pack(PackedFiles.Archive.TAR.pack(files)));
        }
        for (PackedFiles.Archive archive : PackedFiles.Archive.values()) {
            seeds.add(archive.pack(files));
        }
        return seeds.build();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreUnpackedWithinTheirBounds(byte[] content) throws Exception {
        unpackedWithinTheirBounds(folder, content);
    }

    static void unpackedWithinTheirBounds(Path folder, byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("fuzzed"), content);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file), LIMITS)) {
            assertThat(dumps.inputs()).isNotEmpty();
            assertThat(dumps.inputs().size() + dumps.unreadable().size()).isLessThanOrEqualTo(200);
            dumps.inputs().forEach(input -> {
                assertThat(input.name())
                        .startsWith("fuzzed")
                        .hasSizeLessThan(600)
                        .doesNotContain("..", "\n", "\u001b");
            });
            dumps.unreadable().forEach(ArchiveFuzzTest::isASentence);
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).isNotBlank().doesNotContain("Exception", "java.");
        }
        DumpPeek.of(new ByteArrayInputStream(content), content.length, LIMITS);
        AtomicLong unpacked = new AtomicLong();
        ArchiveContent.forEach(
                new ByteArrayInputStream(content),
                content.length,
                LIMITS,
                (ordinal, name, entry) -> unpacked.addAndGet(entry.readAllBytes().length));
        assertThat(unpacked.get()).isLessThanOrEqualTo(MOST_BYTES + (1 << 16));
    }

    private static void isASentence(ParseWarning warning) {
        assertThat(warning.what()).isNotBlank().doesNotContain("Exception", "java.");
        assertThat(warning.effect()).endsWith(".");
    }
}
