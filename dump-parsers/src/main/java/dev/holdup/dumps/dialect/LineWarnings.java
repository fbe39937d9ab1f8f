package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// Warnings about single lines: the first [#MAX] each with its place, the rest as a count.
public final class LineWarnings {
    public static final int MAX = 50;

    private final String input;
    private final List<ParseWarning> warnings = new ArrayList<>();
    private int more;
    private int firstOfMore;

    public LineWarnings(String input) {
        this.input = input;
    }

    public void add(int line, String what, String effect) {
        if (warnings.size() < MAX) {
            warnings.add(new ParseWarning(new SourceLocation.InText(input, line), what, effect));
            return;
        }
        if (more == 0) {
            firstOfMore = line;
        }
        more++;
    }

    /// In the order of the lines.
    public List<ParseWarning> all() {
        if (more == 0) {
            return List.copyOf(warnings);
        }
        List<ParseWarning> all = new ArrayList<>(warnings);
        all.add(new ParseWarning(
                new SourceLocation.InText(input, firstOfMore),
                "And " + more + " more such lines from here on.",
                "What they say is missing."));
        return List.copyOf(all);
    }
}
