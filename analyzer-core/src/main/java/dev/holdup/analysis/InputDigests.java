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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// SHA-256 of the inputs, worked out beside the analysis.
///
/// Not for several threads.
final class InputDigests {
    private static final int BUFFER_BYTES = 1 << 18;

    // Several dumps may have come out of one archive.
    private final Map<Path, FutureTask<String>> digestByPath = new LinkedHashMap<>();

    /// Begins to read the files that nobody reads yet, one after the other, in a thread of its own.
    void start(List<Path> files) {
        List<FutureTask<String>> begun = new ArrayList<>();
        for (Path file : files) {
            if (!digestByPath.containsKey(file)) {
                FutureTask<String> digest = new FutureTask<>(() -> sha256(file));
                digestByPath.put(file, digest);
                begun.add(digest);
            }
        }
        if (!begun.isEmpty()) {
            Thread thread = new Thread(() -> begun.forEach(FutureTask::run), "holdup-digest");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /// As above, the files of these inputs.
    void startAll(List<InputFile> inputs) {
        start(inputs.stream().map(InputFile::path).toList());
    }

    /// In the order of the inputs, lower-case hexadecimal; waits until they are known.
    ///
    /// @throws IOException if an input can no longer be read
    List<String> get(List<InputFile> inputs) throws IOException {
        startAll(inputs);
        List<String> digests = new ArrayList<>();
        for (InputFile input : inputs) {
            digests.add(get(Objects.requireNonNull(digestByPath.get(input.path()))));
        }
        return List.copyOf(digests);
    }

    private static String get(FutureTask<String> digest) throws IOException {
        try {
            return digest.get();
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

    private static String sha256(Path input) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
        try (FileChannel file = FileChannel.open(input, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
