package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// What was found damaged while the file was opened, bounded in number.
final class Damage {
    private static final int MAX_WARNINGS = 50;

    private final String input;
    private final List<ParseWarning> warnings;
    private int unlisted;
    private boolean complete;

    /// @param earlier what is missing already
    Damage(String input, List<ParseWarning> earlier) {
        this.input = input;
        this.warnings = new ArrayList<>(earlier);
        this.complete = earlier.isEmpty();
    }

    /// Something is not there or could not be read.
    void missing(long offset, String what, String effect) {
        complete = false;
        noted(offset, what, effect);
    }

    /// Something is odd, but nothing is lost.
    void noted(long offset, String what, String effect) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(new ParseWarning(new SourceLocation.InFile(input, offset), what, effect));
        } else {
            unlisted++;
        }
    }

    boolean complete() {
        return complete;
    }

    List<ParseWarning> warnings() {
        List<ParseWarning> all = new ArrayList<>(warnings);
        if (unlisted > 0) {
            all.add(new ParseWarning(
                    new SourceLocation.InFile(input, 0),
                    unlisted + " further places are damaged.",
                    "More is missing than is listed here."));
        }
        return List.copyOf(all);
    }
}
