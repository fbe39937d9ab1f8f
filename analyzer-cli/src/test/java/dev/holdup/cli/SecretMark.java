package dev.holdup.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// What every secret of `SecretiveProgram` holds, in all forms in which an output could give it away.
final class SecretMark {
    /// As in the program; of letters and digits alone, so that escaping for HTML, JSON or addresses leaves it as it is.
    static final String TEXT = "Kanari7Vogel";
    /// The program's numbers: the mark's first bytes.
    private static final long WIDE = 0x4B616E6172693756L;

    private static final int NUMBER = 0x4B616E61;
    private static final int LONGEST_EXCERPT = 160;
    /// Shorter ones are no packed content.
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/_-]{64,}={0,2}");

    private static final Map<String, Pattern> FORMS = forms();

    /// Without it in a text, as it is or in lower case, the form is not in it.
    private static final Map<String, String> LITERAL_BY_FORM = Map.of(
            "plain", TEXT.toLowerCase(Locale.ROOT),
            "of 16 bits", String.join("\0", TEXT.toLowerCase(Locale.ROOT).split("")),
            "percent", "%4b%61%6e",
            "escaped", "\\u004b",
            "entities", "&#75;",
            "base 64 from 0", base64(0),
            "base 64 from 1", base64(1),
            "base 64 from 2", base64(2),
            "hexadecimal int", "0x4b616e61");

    private SecretMark() {}

    private static Map<String, Pattern> forms() {
        Map<String, Pattern> forms = new LinkedHashMap<>();
        forms.put("plain", caseless(TEXT));
        forms.put("of 16 bits", caseless(String.join("\0", TEXT.split(""))));
        forms.put("hexadecimal", caseless(spaced(HexFormat.of().formatHex(TEXT.getBytes(StandardCharsets.UTF_8)))));
        forms.put("percent", caseless(percent(TEXT)));
        forms.put("escaped", caseless(escaped("\\u%04x")));
        forms.put("entities", Pattern.compile(escaped("&#%d;")));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base 64 from " + shift, Pattern.compile(Pattern.quote(base64(shift))));
        }
        // As lists of codes: of an array's elements.
        forms.put("codes", Pattern.compile(codes("[,;\\s]+")));
        forms.put("letters", Pattern.compile(String.join("['\",;\\s]+", TEXT.split(""))));
        forms.put("long", number(WIDE));
        forms.put("int", number(NUMBER));
        forms.put("hexadecimal int", caseless("0x" + Integer.toHexString(NUMBER)));
        forms.put("double", Pattern.compile(Pattern.quote(Double.toString(Double.longBitsToDouble(WIDE)))));
        forms.put("float", Pattern.compile(Pattern.quote(Float.toString(Float.intBitsToFloat(NUMBER)))));
        return forms;
    }

    private static Pattern caseless(String text) {
        return Pattern.compile(text.contains("[") ? text : Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    }

    private static String spaced(String hex) {
        return hex.replaceAll("(..)(?!$)", "$1[\\\\s:,]?");
    }

    private static String percent(String text) {
        StringBuilder all = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            all.append('%').append(HexFormat.of().toHexDigits(each));
        }
        return all.toString();
    }

    private static String escaped(String form) {
        StringBuilder all = new StringBuilder();
        TEXT.chars().forEach(letter -> all.append(String.format(Locale.ROOT, form, letter)));
        return all.toString();
    }

    private static String codes(String between) {
        List<String> codes = new ArrayList<>();
        TEXT.chars().forEach(letter -> codes.add(Integer.toString(letter)));
        return String.join(between, codes);
    }

    /// What is the same whatever stands before and behind.
    private static String base64(int before) {
        byte[] all = ("x".repeat(before) + TEXT + "x").getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(all);
        int first = before == 0 ? 0 : before + 1;
        return encoded.substring(first, (before + TEXT.length()) * 8 / 6);
    }

    /// Also with thousands set apart.
    private static Pattern number(long value) {
        String grouped = String.format(Locale.ROOT, "%,d", value);
        return Pattern.compile("(?<![0-9.])" + grouped.replace(",", "[,. _']?") + "(?![0-9])");
    }

    /// The form it is found in and what is around it, also in what is packed within; null if it is nowhere.
    static @Nullable String in(byte[] content) {
        return in(content, 0);
    }

    static @Nullable String in(String content) {
        return in(content.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static @Nullable String in(byte[] content, int depth) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String lower = text.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
            // Literal text is sought without a pattern, which over large files takes many times as long.
            String literal = LITERAL_BY_FORM.get(form.getKey());
            if (literal != null && !text.contains(literal) && !lower.contains(literal)) {
                continue;
            }
            Matcher found = form.getValue().matcher(text);
            if (found.find()) {
                int from = Math.max(0, found.start() - LONGEST_EXCERPT);
                int to = Math.min(text.length(), found.end() + LONGEST_EXCERPT);
                return form.getKey() + ": …" + text.substring(from, to) + "…";
            }
        }
        return depth == 2 ? null : inPacked(content, text, depth);
    }

    private static @Nullable String inPacked(byte[] content, String text, int depth) {
        boolean gzip = text.startsWith("\u001f\u008b");
        if (gzip || text.startsWith("(\u00b5/\u00fd")) {
            ByteArrayInputStream bytes = new ByteArrayInputStream(content);
            try (InputStream in = gzip ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
                return in(in.readAllBytes(), depth + 1);
            } catch (IOException cut) {
                return null;
            }
        }
        Matcher packed = BASE_64.matcher(text);
        while (packed.find()) {
            byte[] bytes = decoded(packed.group());
            String found = bytes.length == 0 ? null : in(bytes, depth + 1);
            for (boolean bare : new boolean[] {true, false}) {
                byte[] inflated = found == null ? inflated(bytes, bare) : new byte[0];
                found = inflated.length == 0 ? found : in(inflated, depth + 1);
            }
            if (found != null) {
                return "packed, " + found;
            }
        }
        return null;
    }

    private static byte[] decoded(String text) {
        String plain = text.replace('-', '+').replace('_', '/').replace("=", "");
        try {
            return Base64.getDecoder().decode(plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0)));
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    /// As far as it goes; empty if it is nothing that was deflated.
    private static byte[] inflated(byte[] bytes, boolean bare) {
        Inflater inflater = new Inflater(bare);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
            in.transferTo(plain);
        } catch (IOException cut) {
            // What came before counts.
            return plain.toByteArray();
        } finally {
            inflater.end();
        }
        return plain.toByteArray();
    }
}
