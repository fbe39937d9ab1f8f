package dev.holdup.server.content;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What a part of an upload must hash to, as the tus protocol's header `Upload-Checksum` says it.
public final class Checksum {
    /// tus name to Java's. `sha1` is what the protocol demands; it protects against damage, not against malice.
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "md5", "MD5");

    private final MessageDigest digest;
    private final byte[] expected;

    private Checksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /// As in `Tus-Checksum-Algorithm`.
    public static String algorithms() {
        return String.join(",", ALGORITHMS.keySet().stream().sorted().toList());
    }

    /// @param header `sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=`
    /// @return empty if it is not of this form or names another algorithm
    public static Optional<Checksum> of(String header) {
        String[] words = header.strip().split(" +", 3);
        String algorithm = ALGORITHMS.get(words[0]);
        if (words.length != 2 || algorithm == null) {
            return Optional.empty();
        }
        try {
            byte[] expected = Base64.getDecoder().decode(words[1]);
            MessageDigest digest = Sha256.named(algorithm);
            return expected.length == digest.getDigestLength()
                    ? Optional.of(new Checksum(digest, expected))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    InputStream reading(InputStream in) {
        return new DigestInputStream(in, digest);
    }

    /// Of what was read since.
    boolean fits() {
        return Arrays.equals(digest.digest(), expected);
    }
}
