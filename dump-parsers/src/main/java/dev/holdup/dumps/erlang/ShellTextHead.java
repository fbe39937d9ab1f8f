package dev.holdup.dumps.erlang;

import java.util.regex.Pattern;

/// Tells by its first lines whether a text is that of a shell on an Erlang node.
public final class ShellTextHead {
    /// So many bytes are looked at: somebody may have written a few words before what he pasted.
    public static final int BYTES = 1 << 16;

    private static final Pattern PRINTED =
            Pattern.compile("(?m)^[ \\t]*(?:(?:\\([^()\\s]+@[^()\\s]+\\))?\\d{1,9}> ?)?(?:"
                    + "Pid {2,}Initial Call {2,}Heap {2,}Reds {1,}Msgs"
                    + "|\\[\\{total,\\d+\\},\\s*\\{processes,\\d+\\}"
                    + "|\\{backtrace,<<\"Program counter: 0x"
                    + "|Program counter: 0x[0-9a-fA-F]+ \\("
                    + "|\\[?\\{current_stacktrace,\\[\\{"
                    + "|\\[?\\{current_function,\\{"
                    + "|\\[\\{registered_name,"
                    + ")");
    private static final Pattern ASKED = Pattern.compile(
            "(?m)^[ \\t]*(?:\\([^()\\s]+@[^()\\s]+\\))?\\d{1,9}> *(?:[A-Z]\\w* *= *)?(?:rp\\()?(?:erlang:)?"
                    + "(?:memory\\(\\)|i\\(\\)|process_info\\()");
    /// What is left of a crash dump without its first line.
    private static final Pattern CRASH_DUMP = Pattern.compile("(?m)^=proc[:_]");

    private ShellTextHead() {}

    public static boolean isOne(String head) {
        return (PRINTED.matcher(head).find() || ASKED.matcher(head).find())
                && !CRASH_DUMP.matcher(head).find();
    }
}
