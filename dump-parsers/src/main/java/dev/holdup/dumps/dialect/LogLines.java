package dev.holdup.dumps.dialect;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Lines of a text as the process wrote them, out of what a container runtime made of them.
///
/// Kubernetes (CRI) writes `2026-11-23T10:11:12.123456789Z stdout F line`, with `P` instead of `F` for a part of a line
/// that goes on; Docker's json-file driver `{"log":"line\n","stream":"stdout","time":"…"}`, without `\n` for a part.
final class LogLines {
    private static final String DOCKER = "{\"log\":\"";
    private static final int MIN_TIME_CHARS = "2026-11-23T10:11:12Z".length();
    private static final int MAX_TIME_CHARS = "2026-11-23T10:11:12.123456789+00:00".length();

    private final TextLines lines;
    private int number;
    private boolean goesOn;

    LogLines(TextLines lines) {
        this.lines = lines;
    }

    /// Number of the line last returned, from 1; of its first part if it has several.
    int number() {
        return number;
    }

    /// The next line, or null after the last one.
    @Nullable
    String next() throws IOException {
        String whole = lines.next();
        number = lines.number();
        if (whole == null) {
            return null;
        }
        String line = unwrapped(whole);
        if (!goesOn) {
            return line;
        }
        StringBuilder parts = new StringBuilder(line);
        while (goesOn && parts.length() < TextLines.MAX_CHARS) {
            String next = lines.next();
            if (next == null) {
                break;
            }
            parts.append(unwrapped(next));
        }
        return parts.toString();
    }

    private String unwrapped(String line) {
        goesOn = false;
        if (line.startsWith(DOCKER)) {
            return outOfJson(line);
        }
        return line.length() > MIN_TIME_CHARS && Numbers.isDigit(line.charAt(0)) ? withoutCri(line) : line;
    }

    private String withoutCri(String line) {
        int space = line.indexOf(' ');
        if (space < MIN_TIME_CHARS || space > MAX_TIME_CHARS || line.charAt(10) != 'T') {
            return line;
        }
        boolean stream = line.startsWith("stdout ", space + 1) || line.startsWith("stderr ", space + 1);
        int tag = space + 1 + "stdout ".length();
        if (!stream || tag >= line.length() || (line.charAt(tag) != 'F' && line.charAt(tag) != 'P')) {
            return line;
        }
        if (tag + 1 < line.length() && line.charAt(tag + 1) != ' ') {
            return line;
        }
        goesOn = line.charAt(tag) == 'P';
        return tag + 2 <= line.length() ? line.substring(tag + 2) : "";
    }

    private String outOfJson(String line) {
        StringBuilder text = new StringBuilder(line.length());
        int at = DOCKER.length();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at);
            if (c != '\\' || at + 1 >= line.length()) {
                text.append(c);
                at++;
                continue;
            }
            char escaped = line.charAt(at + 1);
            if (escaped == 'u') {
                long code = at + 6 <= line.length() ? Numbers.hexadecimal(line, at + 2, at + 6) : -1;
                text.append(code < 0 ? '\uFFFD' : (char) code);
                at += 6;
            } else {
                text.append(unescaped(escaped));
                at += 2;
            }
        }
        int length = text.length();
        boolean ended = length > 0 && text.charAt(length - 1) == '\n';
        goesOn = !ended && at < line.length();
        if (ended) {
            text.setLength(length > 1 && text.charAt(length - 2) == '\r' ? length - 2 : length - 1);
        }
        return text.toString();
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }
}
