package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
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
    private long unreadBytes;
    private long missingBytes;

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

    /// The same, of so many bytes that are there and could not be read.
    void unread(long offset, long bytes, String what, String effect) {
        unreadBytes += bytes;
        missing(offset, what, effect);
    }

    /// The file ends within a record: so many bytes of it are there, at least so many are not.
    void cutOff(long offset, long thereBytes, long notThereBytes, String what, String effect) {
        missingBytes += notThereBytes;
        unread(offset, thereBytes, what, effect);
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

    /// @param fileBytes how many the file has
    ReadExtent extent(long fileBytes) {
        return new ReadExtent(fileBytes, Math.min(fileBytes, unreadBytes), missingBytes);
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
