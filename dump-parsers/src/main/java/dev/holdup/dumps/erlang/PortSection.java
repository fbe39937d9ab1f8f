package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// Lines of one `=port` section.
final class PortSection {
    private static final int MOST_SUSPENDED = 100_000;

    private PortSection() {}

    static ErlangPort read(Lines lines, DumpText text, SourceLocation location, String id) {
        String owner = "";
        String linked = "";
        String what = "";
        String state = "";
        long input = 0;
        long output = 0;
        long queued = ErlangPort.UNKNOWN;
        List<String> suspended = new ArrayList<>();
        while (lines.next()) {
            long keyEnd = lines.keyEnd();
            String line = keyEnd == DumpText.NOT_THERE ? lines.text() : "";
            String key = keyEnd == DumpText.NOT_THERE ? "" : text.text(lines.start(), keyEnd);
            long value = keyEnd == DumpText.NOT_THERE ? lines.end() : lines.valueStart(keyEnd);
            switch (key) {
                case "State" -> state = text.text(value, lines.end());
                case "Connected" -> owner = pid(text, value, lines.end());
                case "Links" -> linked = pid(text, value, lines.end());
                case "Input" -> input = Math.max(0, text.number(value, lines.end(), 0));
                case "Output" -> output = Math.max(0, text.number(value, lines.end(), 0));
                case "Queue" -> queued = text.number(value, lines.end(), ErlangPort.UNKNOWN);
                case "Suspended" -> pids(text, value, lines.end(), suspended);
                case "Port controls linked-in driver",
                        "Port controls external process",
                        "Port controls forker process",
                        "Port is UNIX fd not opened by emulator" ->
                    what = (key.startsWith("Port is") ? "fd " : "") + text.text(value, lines.end());
                default -> {
                    if (line.startsWith("Port is") && what.isEmpty()) {
                        what = line;
                    }
                }
            }
        }
        // A port whose lock is held tells its links only.
        return new ErlangPort(
                location,
                id,
                owner.isEmpty() ? linked : owner,
                what,
                state,
                input,
                output,
                queued,
                List.copyOf(suspended));
    }

    /// The first pid; empty if there is none.
    private static String pid(DumpText text, long from, long to) {
        long open = text.find('<', from, to);
        long close = open == DumpText.NOT_THERE ? open : text.find('>', open, to);
        return close == DumpText.NOT_THERE ? "" : text.text(open, close + 1);
    }

    private static void pids(DumpText text, long from, long to, List<String> pids) {
        long position = from;
        while (pids.size() < MOST_SUSPENDED) {
            String pid = pid(text, position, to);
            if (pid.isEmpty()) {
                return;
            }
            pids.add(pid);
            position = text.find('>', position, to) + 1;
        }
    }
}
