package dev.holdup.dumps.erlang;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A command typed into a shell, as far as it tells what the answer is about.
///
/// @param about a process `<0.89.0>` or its registered name; the variable that holds it; empty if none
/// @param question such as `backtrace`, `process_limit`, `length(processes())`; empty for any other command
record ShellCommand(String about, String question) {
    private static final Pattern PROMPT = Pattern.compile("(?:\\(([^()\\s]+@[^()\\s]+)\\))?\\d{1,9}> ?");
    private static final Pattern INFO = Pattern.compile("process_info\\s*\\(\\s*(.*)");
    private static final Pattern PID = Pattern.compile("pid\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)(.*)");
    private static final Pattern WRITTEN_PID =
            Pattern.compile("(?:list_to_pid\\s*\\(\\s*\")?(<\\d+\\.\\d+\\.\\d+>)(.*)");
    private static final Pattern NAMED =
            Pattern.compile("(?:erlang:)?whereis\\s*\\(\\s*'?([a-zA-Z0-9_@.]+)'?\\s*\\)(.*)");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]\\w*)(.*)");
    private static final Pattern NUMBER = Pattern.compile(
            "(?:erlang:)?(?:system_info\\s*\\(\\s*(\\w+)\\s*\\)|(length)\\s*\\(\\s*(?:erlang:)?processes\\(\\)\\s*\\)|memory\\s*\\(\\s*(\\w+)\\s*\\))\\.?");

    static final String COUNT_OF_PROCESSES = "length";

    /// A line without the prompts at its start.
    ///
    /// @param node empty if no prompt names one
    /// @param prompted whether there was one
    record Prompted(String node, String rest, boolean prompted) {}

    static Prompted prompted(String line) {
        String node = "";
        String rest = line;
        boolean prompted = false;
        Matcher prompt = PROMPT.matcher(rest);
        while (prompt.lookingAt()) {
            node = prompt.group(1) == null ? node : prompt.group(1);
            rest = rest.substring(prompt.end());
            prompted = true;
            prompt = PROMPT.matcher(rest);
        }
        return new Prompted(node, rest, prompted);
    }

    /// Null for a command whose answer is of no use.
    static @Nullable ShellCommand of(String command) {
        Matcher info = INFO.matcher(command);
        if (info.find()) {
            return aboutProcess(info.group(1));
        }
        Matcher number = NUMBER.matcher(command.strip());
        if (number.matches()) {
            String what = number.group(1) != null ? number.group(1) : number.group(2);
            return new ShellCommand("", what == null ? "memory " + number.group(3) : what);
        }
        return null;
    }

    private static ShellCommand aboutProcess(String arguments) {
        Matcher pid = PID.matcher(arguments);
        if (pid.matches()) {
            return asked("<" + pid.group(1) + "." + pid.group(2) + "." + pid.group(3) + ">", pid.group(4));
        }
        for (Pattern subject : new Pattern[] {WRITTEN_PID, NAMED, VARIABLE}) {
            Matcher match = subject.matcher(arguments);
            if (match.matches()) {
                return asked(match.group(1), match.group(2));
            }
        }
        return asked("", arguments);
    }

    private static ShellCommand asked(String about, String rest) {
        String question = rest.replaceFirst("^[\"\\s)]*,\\s*", "").replaceFirst("\\W.*$", "");
        return new ShellCommand(about, question.isEmpty() ? "all" : question);
    }

    /// Whether its answer is about one process.
    boolean aboutOne() {
        return !about.isEmpty()
                || !(question.startsWith("memory ")
                        || question.equals(COUNT_OF_PROCESSES)
                        || question.endsWith("_count")
                        || question.endsWith("_limit"));
    }
}
