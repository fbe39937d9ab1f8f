package dev.holdup.server.access;

import dev.holdup.server.store.RandomId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What proves who somebody is: `holdup_ID_SECRET`. The id finds the row, which has the hash of the secret.
///
/// The secret is 256 bits of chance, so nobody finds it by trying, and one round of SHA-256 is enough to keep it: slow
/// hashes with salt are for passwords, which can be guessed. The first word is for those who search for leaked secrets.
///
/// @param id not a secret
public record Secret(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("holdup_([a-z2-9]{16})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Secret fresh() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new Secret(
                RandomId.next(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<Secret> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new Secret(form.group(1), form.group(2))) : Optional.empty();
    }

    /// Shown once, to whom it is made for.
    public String text() {
        return "holdup_" + id + "_" + secret;
    }

    String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /// Takes as long whatever the hash is.
    boolean hasHash(String sha256) {
        return MessageDigest.isEqual(
                sha256().getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }

    /// Not its secret, wherever it is printed by mistake.
    @Override
    public String toString() {
        return "holdup_" + id + "_…";
    }
}
