package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ProcessMonitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The `Link list` of a process: links, monitors it set, monitors set on it.
///
/// `[<0.1.0>, #Port<0.3>, {to,<0.81.0>,#Ref<0.1.2.3>}, {from,{lager_event,'n@h'},#Ref<…>}]`. One line may have a
/// hundred thousand items, so they are read in place and only what is of use is kept.
final class LinkList {
    private static final byte[] TO = "{to,".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FROM = "{from,".getBytes(StandardCharsets.US_ASCII);

    private final List<ProcessMonitor> monitors = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private long linkCount;
    private long monitoredBy;

    void read(DumpText text, long from, long to) {
        long position = from < to && text.at(from) == '[' ? from + 1 : from;
        while (position < to) {
            byte first = text.at(position);
            if (first == ',' || first == ' ') {
                position++;
                continue;
            }
            long end = itemEnd(text, position, to);
            if (text.startsWith(TO, position, end)) {
                monitor(text, position + TO.length, end);
            } else if (text.startsWith(FROM, position, end)) {
                monitoredBy++;
            } else if (first == '<' || first == '#') {
                linkCount++;
                if (links.size() < ErlangProcess.MOST_LINKS) {
                    links.add(text.text(position, end));
                }
            }
            position = Math.max(end, position + 1);
        }
    }

    /// End of the item: the comma or bracket outside of all braces, brackets and quotes.
    private static long itemEnd(DumpText text, long from, long to) {
        int depth = 0;
        boolean quoted = false;
        for (long position = from; position < to; position++) {
            byte letter = text.at(position);
            if (quoted) {
                if (letter == '\\') {
                    position++;
                } else if (letter == '\'') {
                    quoted = false;
                }
                continue;
            }
            switch (letter) {
                case '\'' -> quoted = true;
                case '{', '<', '[' -> depth++;
                case '}', '>' -> depth--;
                case ']' -> {
                    if (depth == 0) {
                        return position;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth <= 0) {
                        return position;
                    }
                }
                default -> {}
            }
        }
        return to;
    }

    /// @param end after the closing brace
    private void monitor(DumpText text, long from, long end) {
        if (monitors.size() >= ErlangProcess.MOST_LINKS) {
            return;
        }
        long targetEnd = itemEnd(text, from, end);
        long reference = text.find('#', targetEnd, end);
        long referenceEnd = reference == DumpText.NOT_THERE ? end : text.find('>', reference, end) + 1;
        monitors.add(new ProcessMonitor(
                text.text(from, targetEnd),
                reference == DumpText.NOT_THERE ? "" : text.text(reference, Math.max(reference, referenceEnd))));
    }

    List<ProcessMonitor> monitors() {
        return List.copyOf(monitors);
    }

    List<String> links() {
        return List.copyOf(links);
    }

    long linkCount() {
        return linkCount;
    }

    long monitoredBy() {
        return monitoredBy;
    }
}
