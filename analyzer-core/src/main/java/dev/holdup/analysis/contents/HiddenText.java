package dev.holdup.analysis.contents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows addresses and paths, or a short hash in their place that is the same wherever the same text is hidden.
///
/// The hash keeps what is read at a glance out of reports; whoever tries all addresses of a network finds the one.
///
/// @param shown whether `--show-values` was given
record HiddenText(boolean shown) {
    private static final int HASH_BYTES = 4;
    private static final int LONGEST_EXTENSION = 8;

    /// Of a host by its name or its address.
    String host(String host) {
        return shown ? host : hash(host);
    }

    /// Of a path; the file's extension stays.
    String path(@Nullable String path) {
        if (path == null) {
            return "without a name";
        }
        return shown ? path : hash(path) + extension(path);
    }

    private static String extension(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        String extension = dot <= 0 ? "" : file.substring(dot).toLowerCase(Locale.ROOT);
        return extension.length() - 1 <= LONGEST_EXTENSION && extension.matches("\\.[a-z]+[0-9]?") ? extension : "";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
