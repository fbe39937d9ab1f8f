package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the user allows unpacking to take holds for every command that reads a packed heap dump.
class UnpackBoundsTest {
    private static final int BLOCK_BYTES = 1 << 16;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void takeDump() throws IOException {
        Path heap = folder.resolve("heap.hprof");
        StalledLogging.writeHeapDump(heap);
        Files.write(folder.resolve("heap.hprof.gz"), inBlocks(Files.readAllBytes(heap)));
        Files.delete(heap);
    }

    /// As `jcmd GC.heap_dump -gz=1` packs it.
    private static byte[] inBlocks(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += BLOCK_BYTES) {
            byte[] block = Arrays.copyOfRange(content, from, Math.min(content.length, from + BLOCK_BYTES));
            String comment = from == 0 ? "HPROF BLOCKSIZE=" + BLOCK_BYTES + "\0" : "";
            packed.writeBytes(
                    new byte[] {0x1f, (byte) 0x8b, 8, (byte) (comment.isEmpty() ? 0 : 0x10), 0, 0, 0, 0, 0, 0});
            packed.writeBytes(comment.getBytes(StandardCharsets.US_ASCII));
            packed.writeBytes(deflated(block));
            CRC32 checksum = new CRC32();
            checksum.update(block);
            packed.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue())
                    .putInt(block.length)
                    .array());
        }
        return packed.toByteArray();
    }

    private static byte[] deflated(byte[] block) {
        byte[] packed = new byte[2 * BLOCK_BYTES];
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(block);
            deflater.finish();
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("quick", "heap.hprof.gz"),
                List.of("inspect", "heap.hprof.gz", "java.lang.Thread"),
                List.of("export", "heap.hprof.gz", "-o", "objects.csv"),
                List.of("redact", "heap.hprof.gz", "-o", "safe.hprof"),
                List.of("analyze", "heap.hprof.gz", "-o", "report"));
    }

    private static HoldupProcess run(List<String> command, String option, String... more) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return HoldupProcess.runWith(folder, Map.of("JDK_JAVA_OPTIONS", option), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatGoesBeyondTheGivenBytesIsNotUnpacked(List<String> command) throws Exception {
        HoldupProcess bounded = run(command, "-Dholdup.unpack.maxBytes=" + BLOCK_BYTES);

        assertThat(bounded.out() + bounded.err()).contains("-Dholdup.unpack.maxBytes=NUMBER");
    }

    /// Where there is no room for a temporary file, only what may be unpacked into memory can be read.
    @ParameterizedTest
    @MethodSource("commands")
    void noMoreMemoryIsTakenThanIsAllowed(List<String> command) throws Exception {
        String nowhere = "-Djava.io.tmpdir=" + folder.resolve("nowhere");

        assertThat(run(command, nowhere).exitCode()).isZero();
        HoldupProcess bounded = run(command, nowhere, "--max-memory", "4k");
        assertThat(bounded.exitCode()).as(bounded.err()).isEqualTo(3);
        assertThat(bounded.err()).contains("heap.hprof.gz: the file cannot be read");
    }
}
