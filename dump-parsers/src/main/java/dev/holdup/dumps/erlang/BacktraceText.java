package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `process_info(Pid, backtrace)` gives: a stack as the runtime prints it.
///
///     Program counter: 0x00007fe4d6dc1a78 (gen:do_call/4 + 776)
///     y(3)     #Ref<0.691117775.2312896514.201088>
///
///     0x00007fe4d523c2c8 Return addr 0x00007fe4d6e21aac (gen_server:call/3 + 140)
///     y(2)     ledger
///
/// @param slots variables that are a name, a process, a port or a reference; all others are passed over
record BacktraceText(List<ErlangFrame> frames, List<Slot> slots, int framesLeftOut) {
    static final String START = "Program counter: 0x";

    private static final int LONGEST_VARIABLE = 200;
    private static final Pattern CALL =
            Pattern.compile("(?:Program counter|CP|0x[0-9a-fA-F]+ Return addr):? 0x[0-9a-fA-F]+ \\((.{1,1024})\\)\\s*");
    private static final Pattern VARIABLE = Pattern.compile("y\\(\\d+\\)\\s+(\\S.*)");

    static BacktraceText of(List<String> lines) {
        List<ErlangFrame> frames = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        int leftOut = 0;
        for (String line : lines) {
            Matcher call = CALL.matcher(line.strip());
            if (call.matches()) {
                String words = call.group(1);
                boolean none = words.startsWith("<terminate process") || words.equals("invalid");
                if (!none && frames.size() < StackSection.MOST_FRAMES) {
                    frames.add(FrameTable.parse(words));
                } else if (!none) {
                    leftOut++;
                }
                continue;
            }
            Matcher variable = VARIABLE.matcher(line.strip());
            if (variable.matches() && variable.group(1).length() <= LONGEST_VARIABLE && !frames.isEmpty()) {
                ErlangTerm term = TermText.read(variable.group(1));
                if (term instanceof ErlangTerm.Atom || term instanceof ErlangTerm.Identifier) {
                    slots.add(new Slot(frames.size() - 1, term));
                }
            }
        }
        return new BacktraceText(List.copyOf(frames), List.copyOf(slots), leftOut);
    }

    /// Whether a line belongs to such a text.
    static boolean continues(String line) {
        String text = line.strip();
        return text.isEmpty()
                || text.startsWith("0x")
                || text.startsWith("y(")
                || text.startsWith("CP: ")
                || text.startsWith("arity = ")
                || text.startsWith("x(")
                || text.startsWith(START);
    }

    /// The lines within a printed binary, where line feeds are written as `\n`: `{backtrace,<<"Program …` and so on.
    static List<String> unescaped(String printed) {
        int start = printed.indexOf(START);
        int end = printed.lastIndexOf("\">>");
        String inside = printed.substring(Math.max(0, start), end < start ? printed.length() : end);
        return inside.replace("\\n", "\n").replace("\\\"", "\"").lines().toList();
    }
}
