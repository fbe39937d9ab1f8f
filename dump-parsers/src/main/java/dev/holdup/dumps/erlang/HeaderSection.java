package dev.holdup.dumps.erlang;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first section: version of the format, time, slogan, system.
///
/// @param version of the format, such as `0.5`
/// @param writtenAt ISO local date and time; null if it cannot be read
/// @param slogan may have several lines
/// @param atoms −1 if it does not say
record HeaderSection(
        String version, @Nullable String writtenAt, String slogan, String systemVersion, String taints, long atoms) {
    private static final byte[] SLOGAN = bytes("Slogan: ");
    private static final byte[] SYSTEM_VERSION = bytes("System version: ");
    private static final byte[] TAINTS = bytes("Taints: ");
    private static final byte[] ATOMS = bytes("Atoms: ");
    private static final int LONGEST_SLOGAN = 4000;

    private static final Pattern CTIME = Pattern.compile(
            "[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d) (\\d{4})\\b.*", Pattern.DOTALL);
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    /// `Erlang R16B02 (erts-5.10.3)`, `Erlang/OTP 25 [erts-13.1.5]`, `Erlang (BEAM) emulator version 5.6.1`.
    private static final Pattern RELEASE =
            Pattern.compile("Erlang/(OTP \\S+)|Erlang (R\\d\\w*)|emulator version (\\S+)");

    static HeaderSection of(Sections sections) {
        DumpText text = sections.text();
        String writtenAt = null;
        StringBuilder slogan = new StringBuilder();
        boolean inSlogan = false;
        String systemVersion = "";
        String taints = "";
        long atoms = -1;
        Lines lines = sections.lines(0);
        while (lines.next()) {
            long value = lines.valueOf(SYSTEM_VERSION);
            if (value != DumpText.NOT_THERE && systemVersion.isEmpty()) {
                inSlogan = false;
                systemVersion = text.text(value, lines.end());
            } else if (inSlogan) {
                if (slogan.length() < LONGEST_SLOGAN) {
                    slogan.append('\n').append(lines.text());
                }
            } else if (slogan.isEmpty() && lines.valueOf(SLOGAN) != DumpText.NOT_THERE) {
                inSlogan = true;
                slogan.append(text.text(lines.valueOf(SLOGAN), lines.end()));
            } else if (lines.valueOf(TAINTS) != DumpText.NOT_THERE) {
                taints = text.text(lines.valueOf(TAINTS), lines.end());
            } else if (lines.valueOf(ATOMS) != DumpText.NOT_THERE) {
                atoms = text.number(lines.valueOf(ATOMS), lines.end(), -1);
            } else if (writtenAt == null) {
                writtenAt = time(lines.text());
            }
        }
        return new HeaderSection(sections.id(0), writtenAt, slogan.toString(), systemVersion, taints, atoms);
    }

    /// `Sun Nov 22 23:27:18 2026` → `2026-11-22T23:27:18`.
    static @Nullable String time(String ctime) {
        Matcher parts = CTIME.matcher(ctime);
        if (!parts.matches() || !MONTHS.contains(parts.group(1))) {
            return null;
        }
        int month = MONTHS.indexOf(parts.group(1)) + 1;
        return parts.group(6) + "-" + twoDigits(month) + "-" + twoDigits(Integer.parseInt(parts.group(2))) + "T"
                + parts.group(3) + ":" + parts.group(4) + ":" + parts.group(5);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    int wordBytes() {
        return systemVersion.contains("[64-bit]") ? 8 : 4;
    }

    String release() {
        Matcher release = RELEASE.matcher(systemVersion);
        if (!release.find()) {
            return "";
        }
        for (int group = 1; group <= 2; group++) {
            if (release.group(group) != null) {
                return release.group(group);
            }
        }
        return "erts-" + release.group(3);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
