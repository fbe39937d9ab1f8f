package dev.holdup.cli;

import dev.holdup.analysis.QuickLook;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.text.TerminalText;
import dev.holdup.report.text.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A quick look as text: the largest classes, and the threads by what they have in common.
final class QuickText {
    private static final int CLASSES = 30;
    private static final int STACKS = 12;
    private static final int FRAMES = 8;
    private static final int NAMES = 3;
    private static final int LONGEST_NAME = 300;

    private final StringBuilder text = new StringBuilder();

    private QuickText() {}

    static String of(QuickLook look) {
        QuickText quick = new QuickText();
        quick.overview(look);
        quick.histogram(look.histogram());
        quick.threads(look.threads());
        return TerminalText.plain(quick.text.toString());
    }

    private void overview(QuickLook look) {
        line(VisibleText.of(look.input(), LONGEST_NAME) + ": " + CountFormat.counted(look.objects(), "object") + ", "
                + ByteFormat.bytes(look.shallowBytes()) + ", " + CountFormat.counted(look.gcRoots(), "GC root"));
        line("Object layout: " + look.layout());
        for (String warning : look.warnings()) {
            line("Warning: " + VisibleText.of(warning, LONGEST_NAME));
        }
    }

    private void histogram(List<QuickLook.Row> rows) {
        line("");
        line(String.format("%14s %10s  %s", "objects", "bytes", "class"));
        for (QuickLook.Row row : rows.subList(0, Math.min(CLASSES, rows.size()))) {
            line(String.format(
                    "%14s %10s  %s",
                    CountFormat.count(row.objects()),
                    ByteFormat.bytes(row.shallowBytes()),
                    VisibleText.of(row.className(), LONGEST_NAME)));
        }
        more(rows.size() - CLASSES, "class");
    }

    /// Threads with the same state and stack are one entry, the most frequent first.
    private void threads(List<QuickLook.ThreadRow> threads) {
        record Doing(String state, List<String> frames) {}
        Map<Doing, List<QuickLook.ThreadRow>> alike = new LinkedHashMap<>();
        for (QuickLook.ThreadRow thread : threads) {
            String state = thread.state() == null ? "state unknown" : thread.state();
            alike.computeIfAbsent(new Doing(state, thread.frames()), _ -> new ArrayList<>())
                    .add(thread);
        }
        List<Map.Entry<Doing, List<QuickLook.ThreadRow>>> entries = new ArrayList<>(alike.entrySet());
        entries.sort(Comparator.comparingInt(entry -> -entry.getValue().size()));
        line("");
        line(CountFormat.counted(threads.size(), "thread"));
        for (Map.Entry<Doing, List<QuickLook.ThreadRow>> entry : entries.subList(0, Math.min(STACKS, entries.size()))) {
            line("");
            line(CountFormat.count(entry.getValue().size()) + " "
                    + entry.getKey().state() + ": " + names(entry.getValue()));
            frames(entry.getKey().frames());
        }
        more(entries.size() - STACKS, "different stack");
    }

    private static String names(List<QuickLook.ThreadRow> threads) {
        List<String> names = new ArrayList<>();
        for (QuickLook.ThreadRow thread : threads.subList(0, Math.min(NAMES, threads.size()))) {
            names.add('"' + VisibleText.of(thread.name(), LONGEST_NAME) + '"');
        }
        return String.join(", ", names) + (threads.size() > NAMES ? ", …" : "");
    }

    private void frames(List<String> frames) {
        for (String frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
            line("    at " + VisibleText.of(frame, LONGEST_NAME));
        }
        more(frames.size() - FRAMES, "frame");
    }

    private void more(int left, String noun) {
        if (left > 0) {
            line("    … and " + CountFormat.counted(left, "more " + noun));
        }
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
