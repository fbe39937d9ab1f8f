package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads of more than the server's memory, all at once. `HOLDUP_ALL_UPLOADS` makes each a gigabyte.
class ManyUploadsTest {
    private static final int UPLOADS = 8;
    private static final long EACH = System.getenv("HOLDUP_ALL_UPLOADS") == null ? 96L << 20 : 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void eightAtOnceGoThroughAServerOf256MegabytesByteForByte() throws Exception {
        try (ServeProcess server = ServeProcess.start(folder, "-Xmx256m");
                ExecutorService senders = Executors.newFixedThreadPool(UPLOADS)) {
            long begun = System.nanoTime();
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                int seed = i;
                hashes.add(senders.submit(() -> put(server, seed)));
            }
            Set<String> all = new HashSet<>();
            for (int i = 0; i < UPLOADS; i++) {
                String hash = hashes.get(i).get();
                all.add(hash);
                Path stored = folder.resolve("data/contents/" + hash.substring(0, 2) + "/" + hash);
                assertThat(isNoise(stored, i)).as("upload " + i).isTrue();
            }
            assertThat(all).hasSize(UPLOADS);
            System.err.printf(
                    "%d uploads of %d MB at once, checked: %.1f s; the server took %d MB at most%n",
                    UPLOADS, EACH >> 20, (System.nanoTime() - begun) / 1e9, server.peakBytes() >> 20);
            assertThat(server.get("/metrics")).contains("holdup_uploads_open 0", "holdup_contents " + UPLOADS);
            assertThat(server.peakBytes()).isLessThan(512L << 20);
        }
    }

    /// @return the hash that the server names
    private static String put(ServeProcess server, int seed) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.send(server.request("/put/all/heap-" + seed + ".bin")
                .PUT(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> new Noise(seed)), EACH)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().lines().findFirst().orElse("").replaceFirst(".* sha256 ", "");
    }

    private static boolean isNoise(Path stored, int seed) throws IOException {
        byte[] expected = new byte[1 << 16];
        byte[] found = new byte[1 << 16];
        try (InputStream noise = new Noise(seed);
                InputStream in = Files.newInputStream(stored)) {
            for (int length = noise.read(expected, 0, expected.length);
                    length > 0;
                    length = noise.read(expected, 0, expected.length)) {
                if (in.readNBytes(found, 0, length) != length
                        || !Arrays.equals(expected, 0, length, found, 0, length)) {
                    return false;
                }
            }
            return in.read() < 0;
        }
    }

    /// So many bytes that look like chance, the same for the same seed: a block whose first words change each time.
    private static final class Noise extends InputStream {
        private final byte[] block = new byte[1 << 16];
        private final SplittableRandom chance;
        private long left = EACH;
        private int at = block.length;

        Noise(int seed) {
            chance = new SplittableRandom(seed);
            chance.nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            if (at == block.length) {
                long word = chance.nextLong();
                for (int i = 0; i < 64; i++) {
                    block[i * 1024] = (byte) (word >>> (i & 56) ^ i);
                }
                at = 0;
            }
            int count = (int) Math.min(left, Math.min(length, block.length - at));
            System.arraycopy(block, at, target, offset, count);
            at += count;
            left -= count;
            return count;
        }
    }
}
