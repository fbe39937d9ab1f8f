package dev.holdup.analysis.redaction;

import dev.holdup.dumps.model.FieldType;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Texts that stand in for others of the same length. The key is forgotten, so that nobody finds a name by trying.
final class NameHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    NameHash() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    /// Hexadecimal digits, again and again up to the end.
    ///
    /// @param text characters in the dump's order of bytes
    /// @param type BYTE or CHAR
    byte[] of(byte[] text, FieldType type) {
        String digits = HexFormat.of().formatHex(mac.doFinal(text));
        byte[] hashed = new byte[text.length];
        int step = type == FieldType.CHAR ? 2 : 1;
        for (int at = step - 1; at < hashed.length; at += step) {
            hashed[at] = (byte) digits.charAt(at / step % digits.length());
        }
        return hashed;
    }
}
