package dev.holdup.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Style and scripts that go into the page, and the policy that lets exactly these in.
///
/// @param script one JavaScript module, made of our files in order
/// @param securityPolicy for the `Content-Security-Policy` meta element
public record PageAssets(String style, String script, String securityPolicy) {
    private static final List<String> STYLES = List.of("report.css", "tables.css", "pictures.css");
    private static final List<String> SCRIPTS =
            List.of("copying.js", "tables.js", "reading.js", "data.js", "units.js", "flame.js");

    /// Read once: they are part of the program.
    static final PageAssets OURS = load(STYLES);

    /// Of a comparison.
    static final PageAssets COMPARISON =
            load(Stream.concat(STYLES.stream(), Stream.of("comparison.css")).toList());

    /// Of a fleet.
    static final PageAssets FLEET = load(
            List.of("report.css", "tables.css", "comparison.css", "fleet.css"),
            List.of("copying.js", "tables.js", "reading.js"));

    private static PageAssets load(List<String> styles) {
        return load(styles, SCRIPTS);
    }

    private static PageAssets load(List<String> styles, List<String> scripts) {
        String style = joined(styles);
        String script = joined(scripts);
        if (script.contains("</") || script.contains("<!--")) {
            throw new IllegalStateException("a script would end its own element");
        }
        return new PageAssets(
                style,
                script,
                "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                        + "; base-uri 'none'; form-action 'none'");
    }

    private static String joined(List<String> names) {
        return names.stream().map(PageAssets::resource).collect(Collectors.joining());
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
