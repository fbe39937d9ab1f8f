package dev.holdup.server.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of what has passed so far; can be told at any point and go on.
public final class Sha256 {
    private static final int BUFFER_BYTES = 1 << 18;

    private final MessageDigest digest;

    public Sha256() {
        this(named("SHA-256"));
    }

    private Sha256(MessageDigest digest) {
        this.digest = digest;
    }

    /// Every Java runtime has those that are asked for here.
    static MessageDigest named(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /// Of the first `bytes` bytes of a file.
    static Sha256 ofStart(Path file, long bytes) throws IOException {
        Sha256 hash = new Sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            long left = bytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
                hash.add(buffer, read);
                left -= read;
            }
        }
        return hash;
    }

    public void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    Sha256 copy() {
        try {
            return new Sha256((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException never) {
            throw new IllegalStateException(never);
        }
    }

    /// In lower-case hexadecimal.
    public String hex() {
        return java.util.HexFormat.of().formatHex(copy().digest.digest());
    }

    public static String hexOf(byte[] bytes) {
        Sha256 hash = new Sha256();
        hash.add(bytes, bytes.length);
        return hash.hex();
    }
}
