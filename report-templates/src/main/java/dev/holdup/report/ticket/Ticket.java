package dev.holdup.report.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// What goes into a ticket, in the order in which it is read.
///
/// Where it is longer than a tracker takes, the least important sections are shortened and then dropped, the last ones
/// first, and a note names them.
///
/// @param signature who wrote it
public record Ticket(List<TicketSection> sections, String signature) {
    /// For signature and the note of what was dropped.
    private static final int RESERVE = 1_600;

    public String drawn(Markup markup) {
        return drawn(markup, 0);
    }

    /// @param spare characters to leave free of what the tracker takes
    public String drawn(Markup markup, int spare) {
        int limit = markup.lengthLimit() - spare;
        List<String> texts = new ArrayList<>();
        int total = RESERVE;
        for (TicketSection section : sections) {
            String text = section.drawn(markup, limit);
            texts.add(text);
            total += text.length();
        }
        StringJoiner dropped = new StringJoiner(", ");
        for (int excess = total - limit; excess > 0; excess = total - limit) {
            int least = leastImportant(texts);
            TicketSection section = sections.get(least);
            String before = texts.get(least);
            String shorter = section.drawn(markup, before.length() - excess);
            if (shorter.isEmpty()) {
                dropped.add(section.heading());
            }
            texts.set(least, shorter);
            total -= before.length() - shorter.length();
        }
        StringBuilder all = new StringBuilder();
        texts.forEach(all::append);
        if (dropped.length() > 0) {
            all.append(markup.note("Left out for length, and in report.json: " + dropped))
                    .append('\n');
        }
        return all.append(markup.note(Line.shortened(signature, Line.LONGEST_NAME)))
                .toString();
    }

    /// The last of those with the least importance that still say something.
    private int leastImportant(List<String> texts) {
        int least = -1;
        for (int i = 0; i < texts.size(); i++) {
            boolean less = least < 0
                    || sections.get(i)
                                    .importance()
                                    .compareTo(sections.get(least).importance())
                            >= 0;
            if (!texts.get(i).isEmpty() && less) {
                least = i;
            }
        }
        return least;
    }
}
