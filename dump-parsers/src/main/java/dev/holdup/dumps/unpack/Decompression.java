package dev.holdup.dumps.unpack;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Streams out of streams, of one part or of many that follow one another.
public final class Decompression {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MIN_WINDOW_LOG = 10;
    /// The most that the zstd library takes.
    private static final int MAX_WINDOW_LOG = 31;

    private Decompression() {}

    /// @param packed content of that packing, which is no archive
    public static UnpackedStream of(Packing packing, InputStream packed, UnpackBudget budget) {
        long memory = budget.limits().maxDecoderBytes();
        PackedInput input = new PackedInput(packed);
        return new UnpackedStream(
                "The " + packing.id() + " file", () -> decoder(packing, input, memory), input, budget);
    }

    private static InputStream decoder(Packing packing, InputStream packed, long memoryBytes) throws IOException {
        return switch (packing) {
            case GZIP -> new GZIPInputStream(packed, BUFFER_BYTES);
            case ZSTD -> zstd(packed, memoryBytes);
            case XZ ->
                XZCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB((int) Math.min(memoryBytes >> 10, Integer.MAX_VALUE))
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case LZ4 -> new FramedLZ4CompressorInputStream(packed, true);
            case ZIP, SEVEN_ZIP, TAR -> throw new IllegalArgumentException(packing + " is an archive");
        };
    }

    private static InputStream zstd(InputStream packed, long memoryBytes) throws IOException {
        ZstdLibrary.load();
        ZstdInputStream decoder = new ZstdInputStream(packed);
        int windowLog = 63 - Long.numberOfLeadingZeros(Math.max(memoryBytes, 1));
        decoder.setLongMax(Math.clamp(windowLog, MIN_WINDOW_LOG, MAX_WINDOW_LOG));
        return decoder;
    }
}
