package dev.holdup.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// Style and scripts that go into the page, and the policy that lets exactly these in.
///
/// @param scripts JavaScript modules, each in a `script` element of its own
/// @param securityPolicy for the `Content-Security-Policy` meta element
public record PageAssets(String style, List<String> scripts, String securityPolicy) {
    /// Read once: they are part of the program.
    static final PageAssets OURS = load();

    private static PageAssets load() {
        String style = resource("report.css");
        List<String> scripts = List.of(resource("tables.js"), resource("copying.js"), resource("reading.js"));
        StringBuilder scriptHashes = new StringBuilder();
        for (String script : scripts) {
            if (script.contains("</") || script.contains("<!--")) {
                throw new IllegalStateException("a script would end its own element");
            }
            scriptHashes.append(' ').append(hash(script));
        }
        return new PageAssets(
                style,
                scripts,
                "default-src 'none'; style-src " + hash(style) + "; script-src" + scriptHashes
                        + "; base-uri 'none'; form-action 'none'");
    }

    private static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + name);
            }
            // Browsers hash the text after reading line ends as \n.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a policy names an inline element: `'sha256-…'`.
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
