package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTextTest {
    private static final long BORDER = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void readsAsTheTextIsWhereverItJumpsTo() {
        byte[] bytes = new byte[300_000];
        Random random = new Random(3);
        for (int place = 0; place < bytes.length; place++) {
            bytes[place] = (byte) (random.nextInt(40) == 0 ? '\n' : 'a' + random.nextInt(20));
        }
        DumpText text = new DumpText(MemorySegment.ofArray(bytes), bytes.length);
        for (int round = 0; round < 3000; round++) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(round % 50 == 0 ? 150_000 : 200));
            assertThat(text.at(from)).isEqualTo(bytes[from]);
            assertThat(text.find('\n', from, to)).isEqualTo(first(bytes, from, to));
            int length = Math.min(to - from, DumpText.MAX_CHARS);
            assertThat(text.text(from, to)).isEqualTo(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
            int end = from;
            while (end < to && text.at(end) == bytes[end]) {
                end++;
            }
            assertThat(end).isEqualTo(to);
        }
    }

    /// Mapped memory comes in buffers of a gibibyte; the file is sparse and takes no room.
    @Test
    void nothingIsLostWhereTwoMappedBuffersMeet() throws Exception {
        Path file = folder.resolve("sparse");
        byte[] line = "\n=proc:<0.1.0>\nAB:YcF0:0:64\n=end".getBytes(StandardCharsets.US_ASCII);
        for (int before = 0; before <= line.length; before += 5) {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(0);
                out.seek(BORDER - before);
                out.write(line);
            }
            try (Arena arena = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(file)) {
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
                DumpText text = new DumpText(mapped, mapped.byteSize());
                assertThat(text.text(BORDER - before, BORDER - before + line.length))
                        .isEqualTo(new String(line, StandardCharsets.US_ASCII));
                if (before == 15) {
                    // Shared memory is read by several threads, which a confined arena forbids.
                    assertThat(scan(file).starts()).containsExactly(BORDER - before + 1, BORDER - before + 28);
                }
            }
        }
    }

    private static SectionScan.Found scan(Path file) throws Exception {
        try (Arena arena = Arena.ofShared();
                FileChannel channel = FileChannel.open(file)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return SectionScan.scan(new DumpText(mapped, mapped.byteSize()));
        }
    }

    private static long first(byte[] bytes, int from, int to) {
        for (int place = from; place < to; place++) {
            if (bytes[place] == '\n') {
                return place;
            }
        }
        return DumpText.NOT_THERE;
    }
}
