package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Dumps in every packing, alone and nested, whole, cut and damaged.
class PackedInputsTest {
    private static byte[] heap = new byte[0];
    private static byte[] threads = new byte[0];

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void writeDumps() {
        HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
        writer.options().inSegmentsOf(10_000);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] content = new byte[1000];
            random.nextBytes(content);
            writer.byteArray(content);
        }
        heap = writer.toByteArray();
        ThreadDumpText text = ThreadDumpText.ofJdk25().date("2026-01-01 00:00:00");
        text.thread("main").frame("a.B.run(B.java:1)");
        threads = text.text().getBytes(StandardCharsets.UTF_8);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("input"), content);
    }

    private static byte[] bytesOf(HeapDump dump) {
        return dump.bytes().copy(0, (int) dump.fileBytes());
    }

    private static Map<String, byte[]> incident() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("readme.txt", "no dump".getBytes(StandardCharsets.UTF_8));
        files.put("2026/heap.hprof", heap);
        files.put("2026/app-" + "x".repeat(200) + ".log", threads);
        files.put("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3});
        return files;
    }

    @ParameterizedTest
    @EnumSource
    void aHeapDumpIsUnpackedFromEveryCompression(PackedFiles.Compression compression) throws Exception {
        Path packed = file(compression.pack(heap));
        try (OpenDumps dumps = DumpReader.openAll(List.of(packed))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(bytesOf(dump)).isEqualTo(heap);
            assertThat(dump.complete()).isTrue();
            assertThat(dumps.unreadable()).isEmpty();
            assertThat(dumps.inputs())
                    .containsExactly(
                            new InputFile("input", packed, Files.size(packed), DumpFormat.HPROF, compression.id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsOfSeveralPartsAreReadToTheEnd(PackedFiles.Compression compression) throws Exception {
        byte[] first = compression.pack(Arrays.copyOf(heap, 100_001));
        byte[] rest = compression.pack(Arrays.copyOfRange(heap, 100_001, heap.length));
        byte[] both = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, both, first.length, rest.length);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(both)))) {
            assertThat(bytesOf(Objects.requireNonNull(dumps.heap()))).isEqualTo(heap);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutCompressionGivesWhatIsThere(PackedFiles.Compression compression) throws Exception {
        byte[] packed = compression.pack(heap);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(Arrays.copyOf(packed, packed.length * 3 / 4))))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings().getFirst().what())
                    .startsWith("The " + compression.id() + " file is cut off; ")
                    .endsWith(" bytes could be unpacked.");
            int there = (int) dump.fileBytes();
            assertThat(there).isGreaterThan(0);
            assertThat(bytesOf(dump)).isEqualTo(Arrays.copyOf(heap, there));
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedCompressionGivesWhatComesBefore(PackedFiles.Compression compression) throws Exception {
        byte[] packed = compression.pack(heap);
        Arrays.fill(packed, packed.length * 3 / 4, packed.length * 3 / 4 + 40, (byte) 0xA5);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(packed)))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings().getFirst().what()).startsWith("The " + compression.id() + " file is ");
            assertThat(Arrays.mismatch(bytesOf(dump), heap)).isGreaterThan(100_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveIsOneIncident(PackedFiles.Archive archive) throws Exception {
        Path packed = file(archive.pack(incident()));
        try (OpenDumps dumps = DumpReader.openAll(List.of(packed))) {
            assertThat(bytesOf(Objects.requireNonNull(dumps.heap()))).isEqualTo(heap);
            assertThat(dumps.threadDumps()).hasSize(1);
            assertThat(dumps.inputs())
                    .extracting(InputFile::name)
                    .containsExactly("input/2026/heap.hprof", "input/2026/app-" + "x".repeat(200) + ".log");
            assertThat(dumps.inputs()).extracting(InputFile::compression).containsOnly(archive.id());
            assertThat(dumps.inputs()).extracting(InputFile::path).containsOnly(packed);
            assertThat(dumps.unreadable())
                    .as("what is no dump is nobody's mistake")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void archivesAndCompressionsNestInEachOther(PackedFiles.Archive archive) throws Exception {
        Map<String, byte[]> inner = new LinkedHashMap<>();
        int i = 0;
        for (PackedFiles.Compression compression : PackedFiles.Compression.values()) {
            inner.put("threads-" + i++, compression.pack(threads));
        }
        inner.put("all.tar.gz", PackedFiles.Compression.GZIP.pack(PackedFiles.Archive.TAR.pack(incident())));
        byte[] packed =
                PackedFiles.Compression.XZ.pack(PackedFiles.Archive.ZIP.pack(Map.of("inner", archive.pack(inner))));
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(packed)))) {
            assertThat(bytesOf(Objects.requireNonNull(dumps.heap()))).isEqualTo(heap);
            assertThat(dumps.threadDumps()).hasSize(6);
            assertThat(dumps.inputs().getLast().compression()).isEqualTo("tar.gzip." + archive.id() + ".zip.xz");
            assertThat(dumps.inputs().getFirst().name()).isEqualTo("input/inner/threads-0");
            assertThat(dumps.unreadable()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR", "ZIP"})
    void aCutArchiveGivesTheFilesBeforeTheCut(PackedFiles.Archive archive) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("threads.txt", threads);
        files.put("heap.hprof", heap);
        byte[] packed = archive.pack(files);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(Arrays.copyOf(packed, packed.length / 2))))) {
            assertThat(dumps.threadDumps().getFirst().complete()).isTrue();
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings().getFirst().what())
                    .startsWith("The file in the " + archive.id() + " archive is cut off; ");
            assertThat(Arrays.mismatch(bytesOf(dump), heap)).isEqualTo((int) dump.fileBytes());
        }
    }

    @Test
    void anArchiveWhoseEndIsDamagedIsToldOf() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("threads.txt", threads);
        files.put("more.txt", threads);
        byte[] packed = PackedFiles.Archive.TAR.pack(files);
        Arrays.fill(
                packed, 512 + (threads.length + 511) / 512 * 512, 512 + (threads.length + 511) / 512 * 512 + 30, (byte)
                        7);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(packed)))) {
            assertThat(dumps.threadDumps()).hasSize(1);
            assertThat(dumps.unreadable())
                    .extracting(ParseWarning::what)
                    .containsExactly("The tar archive is damaged. What comes after that is missing.");
        }
    }

    @Test
    void namesThatClimbAreOnlyShown() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../../../tmp/\u001B[31mred\nline", threads);
        files.put("/etc/passwd", threads);
        byte[] packed = PackedFiles.Archive.ZIP.pack(files);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(packed)))) {
            assertThat(dumps.inputs())
                    .extracting(InputFile::name)
                    .containsExactly("input/../../../tmp/?[31mred?line", "input//etc/passwd");
        }
        try (var files2 = Files.list(folder)) {
            assertThat(files2).containsExactly(folder.resolve("input"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZIP", "SEVEN_ZIP", "TAR"})
    void anArchiveWithoutADumpIsRefusedInOneSentence(PackedFiles.Archive archive) throws Exception {
        Path packed = file(archive.pack(Map.of("a.txt", "nothing".getBytes(StandardCharsets.UTF_8))));
        assertThatThrownBy(() -> DumpReader.openAll(List.of(packed)).close())
                .hasMessage("input: the " + archive.id() + " archive holds neither an HPROF heap dump nor a thread dump"
                        + " as jstack, jcmd or a JVM writes it, nor an Erlang crash dump");
    }

    @Test
    void everyPrefixAndEveryDamagedByteOfSmallArchivesEndsWell() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("t", "\"main\" #1 prio=5 tid=0x1 nid=0x1 runnable\n".getBytes(StandardCharsets.UTF_8));
        for (PackedFiles.Archive archive : PackedFiles.Archive.values()) {
            byte[] packed = archive.pack(files);
            for (int i = 0; i < packed.length; i += archive == PackedFiles.Archive.TAR ? 17 : 1) {
                openQuietly(Arrays.copyOf(packed, i));
                byte[] damaged = packed.clone();
                damaged[i] ^= (byte) 0xFF;
                openQuietly(damaged);
            }
        }
        for (PackedFiles.Compression compression : PackedFiles.Compression.values()) {
            byte[] packed = compression.pack(files.values().iterator().next());
            for (int i = 0; i < packed.length; i++) {
                openQuietly(Arrays.copyOf(packed, i));
                byte[] damaged = packed.clone();
                damaged[i] ^= (byte) 0xFF;
                openQuietly(damaged);
            }
        }
    }

    /// Nothing but a sentence to the user may come of it.
    private void openQuietly(byte[] content) throws IOException {
        try (OpenDumps dumps = DumpReader.openAll(List.of(file(content)))) {
            assertThat(dumps.threadDumps()).isNotEmpty();
        } catch (dev.holdup.dumps.model.MalformedDumpException unusable) {
            assertThat(unusable.reason()).isNotBlank();
        }
    }
}
