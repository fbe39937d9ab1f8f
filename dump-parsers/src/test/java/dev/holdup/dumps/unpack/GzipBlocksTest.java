package dev.holdup.dumps.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gzip in independent blocks, as HotSpot writes it, made block by block; the JDK's own stream is the oracle.
class GzipBlocksTest {
    private static final int BLOCK = 10_000;
    private static final long GENEROUS = 1L << 40;

    @TempDir
    private Path folder = Path.of("");

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (random.nextInt(4) * random.nextInt(50));
        }
        return content;
    }

    private static byte[] member(byte[] block, String comment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) (comment.isEmpty() ? 0 : 0x10), 0, 0, 0, 0, 0, 3});
        if (!comment.isEmpty()) {
            out.writeBytes(comment.getBytes(StandardCharsets.US_ASCII));
            out.write(0);
        }
        Deflater deflater = new Deflater(1, true);
        deflater.setInput(block);
        deflater.finish();
        byte[] packed = new byte[2 * block.length + 100];
        out.write(packed, 0, deflater.deflate(packed));
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(block);
        for (long value : new long[] {crc.getValue(), block.length}) {
            for (int i = 0; i < 4; i++) {
                out.write((int) (value >> (8 * i)));
            }
        }
        return out.toByteArray();
    }

    /// @param lengths of the blocks, in turns
    private static byte[] packed(byte[] content, int... lengths) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        for (int i = 0; at < content.length; i++) {
            int end = Math.min(content.length, at + lengths[i % lengths.length]);
            out.writeBytes(member(Arrays.copyOfRange(content, at, end), i % 7 == 0 ? "HPROF BLOCKSIZE=" + BLOCK : ""));
            at = end;
        }
        return out.toByteArray();
    }

    private static UnpackLimits limits(long inMemory) {
        return new UnpackLimits(GENEROUS, 2_000, 8, 100, 100, GENEROUS, 1 << 20, inMemory);
    }

    private record Result(byte[] content, List<String> damage) {}

    private @Nullable Result unpack(byte[] packed, UnpackLimits limits) throws IOException {
        Path file = Files.write(folder.resolve("heap.gz"), packed);
        GzipBlocks.Unpacked unpacked = GzipBlocks.unpack(file, new UnpackBudget(limits, packed.length));
        if (unpacked == null) {
            return null;
        }
        try (var _ = unpacked.arena()) {
            return new Result(unpacked.content().toArray(ValueLayout.JAVA_BYTE), unpacked.damage());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {GENEROUS, 0})
    void blocksOfAnySizeAreUnpackedToMemoryAndToAFileAlike(long inMemory) throws Exception {
        byte[] content = content(997_123);
        for (byte[] packed : new byte[][] {packed(content, BLOCK), packed(content, BLOCK, 1, 777, BLOCK)}) {
            Result result = Objects.requireNonNull(unpack(packed, limits(inMemory)));
            assertThat(result.content()).isEqualTo(content);
            assertThat(result.damage()).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("heap.gz"));
        }
    }

    @Test
    void onlyWhatSaysThatItIsInBlocksIsTakenForIt() throws Exception {
        byte[] content = content(5_000);
        for (String comment :
                new String[] {"", "HPROF", "HPROF BLOCKSIZE=", "HPROF BLOCKSIZE=0", "HPROF BLOCKSIZE=1x"}) {
            assertThat(unpack(member(content, comment), limits(GENEROUS)))
                    .as(comment)
                    .isNull();
        }
        assertThat(unpack(member(content, "HPROF BLOCKSIZE=4999"), limits(GENEROUS)))
                .as("a block larger than blocks are said to be")
                .satisfiesAnyOf(
                        result -> assertThat(result).isNull(),
                        result -> assertThat(result.damage()).isNotEmpty());
    }

    @Test
    void aFileCutAnywhereGivesWhatAStreamGives() throws Exception {
        byte[] content = content(60_000);
        byte[] packed = packed(content, BLOCK);
        List<Long> boundaries = Arrays.stream(Objects.requireNonNull(GzipMembers.in(MemorySegment.ofArray(packed)))
                        .starts())
                .boxed()
                .toList();
        assertThat(boundaries).hasSize(7);
        for (int cut = 40; cut < packed.length; cut += cut % 5 == 0 ? 1 : 130) {
            byte[] part = Arrays.copyOf(packed, cut);
            Result result = unpack(part, limits(GENEROUS));
            if (result != null) {
                byte[] streamed = streamed(part);
                assertThat(result.content()).as("cut at %d", cut).startsWith(streamed);
                assertThat(Arrays.mismatch(result.content(), content))
                        .as("cut at %d", cut)
                        .isIn(result.content().length, -1);
                assertThat(result.damage().isEmpty()).as("cut at %d", cut).isEqualTo(boundaries.contains((long) cut));
            }
        }
    }

    private static byte[] streamed(byte[] packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(packed))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
        } catch (java.io.EOFException cut) {
            return out.toByteArray();
        }
        return out.toByteArray();
    }

    @Test
    void aDamagedBlockCostsItselfOnly() throws Exception {
        byte[] content = content(100_000);
        byte[] packed = packed(content, BLOCK);
        long[] starts = Objects.requireNonNull(GzipMembers.in(MemorySegment.ofArray(packed)))
                .starts();
        int middle = (int) (starts[4] + starts[5]) / 2;
        Arrays.fill(packed, middle, middle + 30, (byte) 0xA5);
        Result result = Objects.requireNonNull(unpack(packed, limits(GENEROUS)));
        assertThat(result.damage())
                .singleElement()
                .asString()
                .matches(
                        "The gzip block at byte \\d+ of the packed file is damaged; up to 10000 bytes of the heap are lost\\.");
        int wrong = 0;
        for (int block = 0; block < 10; block++) {
            wrong += Arrays.equals(
                            result.content(),
                            block * BLOCK,
                            (block + 1) * BLOCK,
                            content,
                            block * BLOCK,
                            (block + 1) * BLOCK)
                    ? 0
                    : 1;
        }
        assertThat(result.content()).hasSameSizeAs(content);
        assertThat(wrong).isEqualTo(1);
    }

    @Test
    void dataThatLooksLikeAHeaderIsNotTakenForABlock() throws Exception {
        // What cannot be compressed is stored as it is, headers and all.
        byte[] content = new byte[50_000];
        new Random(3).nextBytes(content);
        byte[] decoy = member(content(500), "");
        System.arraycopy(decoy, 0, content, 15_000, decoy.length);
        byte[] packed = packed(content, BLOCK);
        Result result = unpack(packed, limits(GENEROUS));
        assertThat(result).as("left to the stream").isNull();
        assertThat(streamed(packed)).isEqualTo(content);
    }

    @Test
    void moreThanIsAllowedIsLeftToTheStreamWhichSaysSo() throws Exception {
        byte[] packed = packed(content(100_000), BLOCK);
        UnpackLimits small = new UnpackLimits(50_000, 2_000, 8, 100, 100, GENEROUS, 1 << 20, GENEROUS);
        assertThat(unpack(packed, small)).isNull();
    }

    @Test
    void randomDamageNeverEndsInAnythingElse() throws Exception {
        byte[] packed = packed(content(60_000), BLOCK);
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = packed.clone();
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Result result = unpack(damaged, limits(GENEROUS));
            if (result != null) {
                assertThat(result.content().length).isLessThanOrEqualTo(70_000);
            }
        }
    }
}
