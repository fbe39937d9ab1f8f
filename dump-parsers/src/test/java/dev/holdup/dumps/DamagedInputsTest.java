package dev.holdup.dumps;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Thread dumps of every dialect and files packed in every way, cut anywhere and with any byte wrong, hold what the
/// fuzz targets ask of any input.
@Timeout(60)
class DamagedInputsTest {
    /// Every byte of so many is flipped; further ones by chance.
    private static final int HEAD = 40;

    private static final int SAMPLED = 40;

    @TempDir
    private Path folder = Path.of("");

    static Stream<byte[]> threadDumps() {
        return DialectSamples.all().values().stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> packed() throws Exception {
        return ArchiveFuzzTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("threadDumps")
    void everyPrefixOfAThreadDumpIsReadAsFarAsItGoes(byte[] whole) throws Exception {
        for (int length = 0; length < whole.length; length++) {
            ThreadDumpFuzzTest.readTheSameAtOnceAndByteByByte(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @MethodSource("threadDumps")
    void everyFlippedByteOfAThreadDumpCostsNoMoreThanItsDump(byte[] whole) throws Exception {
        for (int at = 0; at < whole.length; at++) {
            ThreadDumpFuzzTest.readTheSameAtOnceAndByteByByte(flipped(whole, at));
        }
    }

    @ParameterizedTest
    @MethodSource("packed")
    void packedFilesThatAreCutOrDamagedStayWithinTheirBounds(byte[] whole) throws Exception {
        Random random = new Random(20_261_126);
        for (int at = 0; at < HEAD + SAMPLED; at++) {
            int place = at < HEAD ? at : random.nextInt(whole.length);
            ArchiveFuzzTest.unpackedWithinTheirBounds(folder, flipped(whole, place));
            ArchiveFuzzTest.unpackedWithinTheirBounds(folder, Arrays.copyOf(whole, place + 1));
        }
    }

    private static byte[] flipped(byte[] whole, int at) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (at * 31 | 1);
        return damaged;
    }
}
