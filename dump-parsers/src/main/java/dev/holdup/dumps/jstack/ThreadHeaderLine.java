package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.model.JvmThread;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// First line of a thread:
/// `"name" #number [nid] daemon prio=5 os_prio=0 cpu=1.5ms elapsed=2.5s tid=0x… nid=0x… state text [0xstack]`.
///
/// Everything but the name and `tid` may be missing, and the order of what stands before `tid` differs between
/// versions. The name is not escaped; but nothing after it ever holds a quote, so it ends at the last one.
///
/// Some builds of JDK 25 leave out the name of a VM thread, quotes included. VisualVM writes
/// `"name" - Thread t@number`, `jstack -F` of JDK 8 `Thread nid: (state = BLOCKED)`.
///
/// @param name may hold quotes, markup and line ends
/// @param stateText what stands between the ids and the stack address, such as `waiting on condition`
record ThreadHeaderLine(
        String name,
        long number,
        long tid,
        long nid,
        boolean daemon,
        boolean virtual,
        String stateText,
        @Nullable Duration cpu,
        @Nullable Duration elapsed) {

    private static final String NAMELESS = "os_prio=";
    private static final String VISUAL_VM = " - Thread t@";
    /// Someone who shortens a dump by hand leaves these.
    private static final Set<String> STATE_TEXTS =
            Set.of("runnable", "sleeping", "waiting on condition", "waiting for monitor entry", "in Object.wait()");

    private static final String AGENT = "Thread ";
    private static final String AGENT_STATE = ": (state = ";

    static boolean begins(String stripped) {
        return stripped.startsWith("\"")
                || stripped.startsWith(NAMELESS)
                || (stripped.startsWith(AGENT) && stripped.contains(AGENT_STATE));
    }

    /// What the line says, or null if it is no header. The line may hold line ends, if the name does.
    static @Nullable ThreadHeaderLine parse(String line) {
        if (line.startsWith(NAMELESS)) {
            return new Attributes(line, 0).header("");
        }
        if (line.startsWith(AGENT)) {
            return agent(line);
        }
        if (!line.startsWith("\"")) {
            return null;
        }
        int nameEnd = line.lastIndexOf('"');
        if (nameEnd < 1 || nameEnd + 1 >= line.length() || line.charAt(nameEnd + 1) != ' ') {
            return null;
        }
        if (line.startsWith(VISUAL_VM, nameEnd + 1)) {
            return visualVm(line, nameEnd);
        }
        return new Attributes(line, nameEnd + 1).header(line.substring(1, nameEnd));
    }

    /// The state is one of the JVM's own: `BLOCKED` for whatever waits.
    private static @Nullable ThreadHeaderLine agent(String line) {
        int end = line.indexOf(AGENT_STATE);
        long nid = end < 0 || !line.endsWith(")") ? -1 : Numbers.decimal(line, AGENT.length(), end);
        return nid < 0 ? null : ofNid(line.substring(0, end), nid, line.substring(end + 3, line.length() - 1));
    }

    /// A thread of which nothing but its native id is known.
    static ThreadHeaderLine ofNid(String name, long nid, String stateText) {
        long unknown = JvmThread.UNKNOWN_ID;
        return new ThreadHeaderLine(name, unknown, unknown, nid, false, false, stateText, null, null);
    }

    private static @Nullable ThreadHeaderLine visualVm(String line, int nameEnd) {
        long number = Numbers.decimal(line, nameEnd + 1 + VISUAL_VM.length(), line.length());
        long unknown = JvmThread.UNKNOWN_ID;
        return number < 0
                ? null
                : new ThreadHeaderLine(
                        line.substring(1, nameEnd), number, unknown, unknown, false, false, "", null, null);
    }

    /// Written by VisualVM from afar, without any native id.
    boolean isVisualVm() {
        return number != JvmThread.UNKNOWN_ID && tid == JvmThread.UNKNOWN_ID && stateText.isEmpty();
    }

    /// One of the JVM's own threads that stand after all Java threads in a dump.
    boolean isVmThread() {
        return number == JvmThread.UNKNOWN_ID && (name.equals("VM Thread") || name.equals("VM Periodic Task Thread"));
    }

    /// Reads what follows the name, word by word.
    private static final class Attributes {
        private final String line;
        private int position;
        private long number = JvmThread.UNKNOWN_ID;
        private long tid = JvmThread.UNKNOWN_ID;
        private long nid = JvmThread.UNKNOWN_ID;
        private boolean hasTid;
        private boolean daemon;
        private boolean virtual;
        private @Nullable Duration cpu;
        private @Nullable Duration elapsed;

        Attributes(String line, int position) {
            this.line = line;
            this.position = position;
        }

        @Nullable
        ThreadHeaderLine header(String name) {
            while (skipSpaces() && word()) {}
            if (!hasTid && (number == JvmThread.UNKNOWN_ID || !STATE_TEXTS.contains(stateText()))) {
                return null;
            }
            return new ThreadHeaderLine(name, number, tid, nid, daemon, virtual, stateText(), cpu, elapsed);
        }

        private boolean skipSpaces() {
            while (position < line.length() && line.charAt(position) == ' ') {
                position++;
            }
            return position < line.length();
        }

        /// Takes one word, or leaves it if the state text begins here.
        private boolean word() {
            int end = line.indexOf(' ', position);
            if (end < 0) {
                end = line.length();
            }
            int equals = line.indexOf('=', position, end);
            boolean known = equals > position ? pair(equals, end) : flag(end);
            if (known) {
                position = end;
            }
            return known;
        }

        private boolean flag(int end) {
            char first = line.charAt(position);
            if (first == '#' && number == JvmThread.UNKNOWN_ID && !hasTid) {
                number = Numbers.decimal(line, position + 1, end);
                return number >= 0;
            }
            if (first == '[' && line.charAt(end - 1) == ']' && !hasTid) {
                nid = Numbers.decimal(line, position + 1, end - 1);
                return nid >= 0;
            }
            if (is("daemon", end)) {
                daemon = true;
                return true;
            }
            if (is("virtual", end)) {
                virtual = true;
                return true;
            }
            return false;
        }

        private boolean is(String word, int end) {
            return end - position == word.length() && line.startsWith(word, position);
        }

        /// Unknown keys are let pass: newer versions add some (`allocated`, `defined_classes`).
        /// An id that ends the line is cut short, and a wrong id is worse than none.
        private boolean pair(int equals, int end) {
            int value = equals + 1;
            switch (line.substring(position, equals)) {
                case "tid" -> {
                    tid = Numbers.hexadecimal(line, value, end);
                    hasTid = tid != JvmThread.UNKNOWN_ID && end < line.length();
                    return hasTid;
                }
                case "nid" -> nid = end < line.length() ? nid(value, end) : JvmThread.UNKNOWN_ID;
                case "cpu" -> cpu = Numbers.duration(line, value, end);
                case "elapsed" -> elapsed = Numbers.duration(line, value, end);
                case "id", "idx" -> {
                    return false; // another virtual machine's format, in which tid means something else
                }
                default -> {
                    return true;
                }
            }
            return true;
        }

        /// Hexadecimal with `0x`, decimal since JDK 21.
        private long nid(int value, int end) {
            return line.startsWith("0x", value)
                    ? Numbers.hexadecimal(line, value, end)
                    : Numbers.decimal(line, value, end);
        }

        private String stateText() {
            String rest = line.substring(position).strip();
            if (rest.endsWith("]")) {
                int stack = rest.lastIndexOf('[');
                return stack < 0 ? rest : rest.substring(0, stack).strip();
            }
            return rest;
        }
    }
}
