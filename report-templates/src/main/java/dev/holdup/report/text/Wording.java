package dev.holdup.report.text;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Units;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The report's words for the schema's: a reader sees `memory held by an object`, a script `retained-by-object`.
public final class Wording {
    private Wording() {}

    public static String kind(String kind) {
        return switch (kind) {
            case "blocked" -> "Blocked";
            case "deadlock" -> "Deadlock";
            case "queue-backlog" -> "Queue backlog";
            case "thread-locals" -> "Held by thread-locals";
            case "single-thread" -> "Held by one thread";
            case "retained-by-object" -> "Held by an object";
            case "class-loader-leak" -> "Class loader leak";
            case "thread-flood" -> "Too many threads";
            case "mailbox" -> "Mailbox overload";
            case "healthy" -> "Healthy";
            case "inconclusive" -> "Inconclusive";
            default -> words(kind);
        };
    }

    /// The same in the words of what this incident's units are.
    public static String kind(String kind, Units units) {
        if (!isProcess(units)) {
            return kind(kind);
        }
        return switch (kind) {
            case "single-thread" -> "Held by one process";
            case "thread-flood" -> "Too many processes";
            default -> kind(kind);
        };
    }

    private static boolean isProcess(Units units) {
        return units.kind().equals("process");
    }

    /// What the verdict's owner is: of a queue nobody is, but a worker shows why it is not emptied.
    public static String owner(String kind) {
        return kind.equals("queue-backlog") ? "One of its workers" : "Who holds it";
    }

    /// What shares are of: `of the heap`, `of the node's memory`.
    public static String ofMemory(Units units) {
        return isProcess(units) ? "of the node's memory" : "of the heap";
    }

    /// `slow-output` → `slow output`; also categories, activities, roles.
    public static String words(String schemaWord) {
        return schemaWord.replace('-', ' ');
    }

    public static String sentenceCase(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// `thread` or `process`: what this incident's units are.
    public static String unit(Units units) {
        return isProcess(units) ? "process" : "thread";
    }

    /// `in the dump`, or what else the first input is.
    public static String inSource(IncidentReport report) {
        return switch (report.inputs().isEmpty()
                ? ""
                : report.inputs().getFirst().kind()) {
            case "erlang-capture" -> "in the capture";
            case "erlang-shell" -> "in the text";
            default -> "in the dump";
        };
    }

    /// `threads` or `processes`.
    public static String unitsNoun(Units units) {
        return unit(units).equals("process") ? "processes" : "threads";
    }

    public static String units(Units units, long count) {
        return CountFormat.counted(count, unit(units));
    }

    /// `threads-1.txt:118` or `heap.hprof @ 0x1f4c0`; the bare input if neither is known.
    public static String source(Source source) {
        Integer line = source.line();
        Long offset = source.offset();
        if (line != null) {
            return source.input() + ":" + line;
        }
        return offset == null ? source.input() : source.input() + " @ 0x" + Long.toHexString(offset);
    }

    public static String bytesOrUnknown(@Nullable Long bytes) {
        return bytes == null ? "–" : ByteFormat.bytes(bytes);
    }

    public static String shareOrUnknown(@Nullable Double share) {
        return share == null ? "–" : CountFormat.percent(share);
    }

    /// `ch.qos.logback.core.OutputStreamAppender.writeBytes` → `OutputStreamAppender.writeBytes`.
    public static String brief(String frame) {
        return FrameText.of(frame).call();
    }

    /// What a group waits for in a word: `java.util.concurrent.locks.ReentrantLock$NonfairSync 0x…`; null if not known.
    public static @Nullable String waitsFor(Group group) {
        Group.WaitsFor waitsFor = group.waitsFor();
        if (waitsFor == null) {
            return null;
        }
        String address = waitsFor.address();
        return address == null ? waitsFor.className() : waitsFor.className() + " " + address;
    }

    /// `2026-11-22T10:15:30.123Z` → `2026-11-22 10:15:30`; anything else unchanged.
    public static String time(String iso) {
        return iso.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*")
                ? iso.substring(0, 10) + " " + iso.substring(11, 19) + (iso.endsWith("Z") ? " UTC" : "")
                : iso;
    }

    /// Time of day of a dump; its number if it does not say.
    public static String clock(@Nullable String iso, int number) {
        return iso != null && iso.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*")
                ? iso.substring(11, 19)
                : "#" + number;
    }

    /// Without the package, and the lock that people know instead of its synchronizer:
    /// `java.util.concurrent.locks.ReentrantLock$NonfairSync` → `ReentrantLock`.
    public static String briefClass(String className) {
        String brief = FrameText.ofClass(className).call();
        return className.startsWith("java.util.concurrent.")
                ? brief.replaceFirst("\\$(Nonfair|Fair)?Sync\\b", "")
                : brief;
    }

    public static List<String> wordsOf(String sentence) {
        return List.of(sentence.split(" ", -1));
    }

    /// Whether a word of a sentence is a name, to be kept on one line: `http-nio-8080-exec-17`, `java.lang.Thread`.
    public static boolean isName(String word) {
        return word.length() <= 40 && word.matches(".*\\w[-._$/:]\\w.*");
    }

    /// Whether a frame as printed is that call, wherever in it the program stands.
    public static boolean sameCall(String frame, String call) {
        FrameText printed = FrameText.of(frame);
        FrameText wanted = FrameText.of(call);
        return printed.call().equals(wanted.call()) && printed.packageName().endsWith(wanted.packageName());
    }

    /// Part of a CSS class name: anything but letters falls away.
    public static String cssWord(String word) {
        return word.replaceAll("[^a-z]", "");
    }

    /// `870 ms`, `4.2 s`, `3 min 12 s`.
    public static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
