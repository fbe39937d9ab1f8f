package dev.holdup.analysis;

import dev.holdup.dumps.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// SHA-256 of the inputs, worked out beside the analysis, whose longest phases keep one core only.
final class InputDigests {
    private static final int BUFFER_BYTES = 1 << 20;

    private final FutureTask<List<String>> digests;

    InputDigests(List<InputFile> inputs) {
        digests = new FutureTask<>(() -> {
            List<String> hex = new ArrayList<>();
            // Several dumps may have come out of one archive.
            Map<Path, String> known = new HashMap<>();
            for (InputFile input : inputs) {
                String digest = known.get(input.path());
                if (digest == null) {
                    digest = sha256(input);
                    known.put(input.path(), digest);
                }
                hex.add(digest);
            }
            return hex;
        });
    }

    /// Begins to read, in a thread of its own; further calls do nothing.
    void start() {
        Thread thread = new Thread(digests, "holdup-digest");
        thread.setDaemon(true);
        thread.start();
    }

    /// In the order of the inputs, lower-case hexadecimal; waits until they are known, or works them out now.
    ///
    /// @throws IOException if an input can no longer be read
    List<String> get() throws IOException {
        digests.run();
        try {
            return digests.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading the inputs", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static String sha256(InputFile input) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
        try (FileChannel file = FileChannel.open(input.path(), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
