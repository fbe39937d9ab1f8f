package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lines of the table that `i().` prints, two a process:
///
///     Pid                   Initial Call                          Heap     Reds Msgs
///     Registered            Current Function                     Stack
///     <0.83.0>              stuck:init/1                           233       79   11
///     ledger                timer:sleep/1                           22
///
/// Names and numbers are cut where their column ends; heap and stack are in words.
final class ProcessListing {
    private static final Pattern HEAD = Pattern.compile("Pid\\s+Initial Call\\s+Heap\\s+Reds\\s+Msgs\\s*");
    private static final Pattern SECOND_HEAD = Pattern.compile("Registered\\s+Current Function\\s+Stack\\s*");
    private static final Pattern FIRST =
            Pattern.compile("\\s*(<\\d+\\.\\d+\\.\\d+>)\\s+(\\S.*?)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s*");
    private static final Pattern SECOND = Pattern.compile("(\\s*)(\\S.*?)\\s+(\\d+)\\s*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+\\d+\\s+\\d+\\s*");
    /// The question between two pages, with the answer if there is one.
    private static final Pattern PAGE =
            Pattern.compile("\\s*(?:more \\(y/n\\)\\? \\(y\\)|\\(c\\)ontinue +\\(q\\)uit *-->) ?(?:[a-z]\\s*$)?");
    /// Digits of the narrowest column for messages.
    private static final int NARROW = 4;

    private ProcessListing() {}

    static boolean isHead(String line) {
        return HEAD.matcher(line).matches() || SECOND_HEAD.matcher(line).matches();
    }

    static boolean isTotal(String line) {
        return TOTAL.matcher(line).matches();
    }

    /// The line without questions between two pages.
    static String withoutPages(String line) {
        String rest = line;
        Matcher page = PAGE.matcher(rest);
        while (page.lookingAt()) {
            rest = rest.substring(page.end());
            page = PAGE.matcher(rest);
        }
        return rest;
    }

    /// @param initialCall may be cut
    /// @param messagesMayBeCut whether the number fills its column, so that more digits may have been behind it
    record First(
            String pid, String initialCall, long heapWords, long reductions, long messages, boolean messagesMayBeCut) {}

    /// @param registered may be cut; empty if it has no name
    record Second(String registered, String currentFunction, long stackWords) {
        ErlangFrame frame() {
            ErlangFrame frame = FrameTable.call(currentFunction);
            return frame == null ? ErlangFrame.ofWords(currentFunction + "…") : frame;
        }
    }

    static @Nullable First first(String line) {
        Matcher match = FIRST.matcher(line);
        return match.matches()
                ? new First(
                        match.group(1),
                        match.group(2),
                        number(match.group(3)),
                        number(match.group(4)),
                        number(match.group(5)),
                        match.group(5).length() >= NARROW)
                : null;
    }

    static @Nullable Second second(String line) {
        Matcher match = SECOND.matcher(line);
        if (!match.matches()) {
            return null;
        }
        String names = match.group(2);
        int blank = names.indexOf(' ');
        return blank < 0
                ? new Second("", names, number(match.group(3)))
                : new Second(names.substring(0, blank), names.substring(blank).strip(), number(match.group(3)));
    }

    private static long number(String digits) {
        return digits.length() > 17 ? Long.MAX_VALUE / 16 : Long.parseLong(digits);
    }
}
