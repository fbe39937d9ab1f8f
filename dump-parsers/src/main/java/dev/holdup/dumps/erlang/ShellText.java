package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text of a shell on a live node, pasted into a file: what was printed for `erlang:memory()`, `i()` and
/// `process_info(Pid, …)`, in any order and as much of it as there is.
public final class ShellText implements ErlangCrashDump {
    /// Items of `process_info` that make a printed term an answer to it.
    static final Set<String> ITEMS = Set.of(
            "backtrace",
            "current_stacktrace",
            "current_function",
            "message_queue_len",
            "messages",
            "monitors",
            "monitored_by",
            "links",
            "status",
            "registered_name",
            "initial_call",
            "reductions",
            "memory",
            "total_heap_size",
            "stack_size",
            "binary");

    /// A name of so many letters in the table of `i()` may be longer.
    static final int CUT_NAME = 21;

    private static final int LONGEST_LINE = 1 << 22;
    /// The runtime's major version is this much less than that of OTP, since OTP 23.
    private static final int OTP_AHEAD = 12;

    private final String input;
    private final ShellSession session;
    private final List<ErlangProcess> processes = new ArrayList<>();
    private final Map<String, ErlangProcess> processByPid = new HashMap<>();
    private final Map<String, ErlangProcess> processByName = new HashMap<>();
    private final List<ParseWarning> warnings;
    private final ErlangNode node;
    private final ErlangTerms terms;

    private ShellText(String input, ShellSession session, List<ParseWarning> unpackingDamage) {
        this.input = input;
        this.session = session;
        this.warnings = new ArrayList<>(unpackingDamage);
        List<ShellProcess> told = placed();
        Map<String, List<ErlangTerms.Slot>> slots = new HashMap<>();
        Map<String, List<ErlangTerm>> messages = new HashMap<>();
        for (ShellProcess process : told) {
            ErlangProcess known = process.process(8);
            processes.add(known);
            processByPid.putIfAbsent(known.pid(), known);
            if (!known.registeredName().isEmpty()) {
                processByName.putIfAbsent(known.registeredName(), known);
            }
            slots.put(known.pid(), process.slots());
            messages.put(known.pid(), process.messages());
        }
        this.terms = new ShellStacks(slots, messages);
        this.node = node(session);
        if (session.everListed() && !session.listedToItsEnd()) {
            warn(
                    lastLine(),
                    "The list of processes is not there to its last line, which begins with Total.",
                    "Only " + processes.size() + " processes are known; there were more.");
        }
        if (session.cutCounts() > 0) {
            warn(
                    lastLine(),
                    "In the list of processes " + session.cutCounts()
                            + " mailboxes have so many messages that the number fills its column.",
                    "The shell cuts numbers there: they may be longer.");
        }
    }

    /// @param content UTF-8
    public static ShellText read(InputStream content, String input, List<ParseWarning> unpackingDamage)
            throws IOException {
        ShellSession session = new ShellSession(input);
        BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16);
        StringBuilder line = new StringBuilder();
        for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
            if (letter == '\n') {
                session.take(line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE && letter != '\uFEFF') {
                line.append((char) letter);
            }
        }
        if (!line.isEmpty()) {
            session.take(line.toString());
        }
        session.end();
        return new ShellText(input, session, unpackingDamage);
    }

    /// Those that the text lists, and those that it only tells of. Of a process that is told of by a variable's name it
    /// is not known which one of the list it is; it is taken for one that stands in the same function.
    private List<ShellProcess> placed() {
        List<ShellProcess> told = new ArrayList<>(session.processes());
        int unknown = 0;
        for (ShellProcess process : session.unplaced()) {
            String called = process.registeredName();
            boolean variable = called.isEmpty() || Character.isUpperCase(called.charAt(0));
            ShellProcess same = variable ? sameFunction(told, process) : sameName(told, called);
            if (same != null) {
                process.registeredName("");
                same.add(process);
            }
            if (same != null && variable) {
                warn(
                        process.location(),
                        "The text does not say which process "
                                + (called.isEmpty() ? "an answer is about" : called + " is") + ".",
                        "It is taken for " + same.pid() + ", which stands in the same function.");
            } else if (same == null && variable && process.currentFunction().isEmpty() && !told.isEmpty()) {
                warn(process.location(), "The text does not say which process an answer is about.", "It was left out.");
            } else if (same == null) {
                unknown++;
                process.registeredName(variable ? "" : called);
                process.pid(variable ? "<process " + (called.isEmpty() ? unknown : called) + ">" : "<" + called + ">");
                told.add(process);
            }
        }
        return told;
    }

    private static @Nullable ShellProcess sameName(List<ShellProcess> listed, String name) {
        for (ShellProcess other : listed) {
            String known = other.registeredName();
            if (known.equals(name) || (known.length() >= CUT_NAME && name.startsWith(known))) {
                other.registeredName(name);
                return other;
            }
        }
        return null;
    }

    private static @Nullable ShellProcess sameFunction(List<ShellProcess> listed, ShellProcess process) {
        for (ShellProcess other : listed) {
            if (!other.stackTold()
                    && !process.currentFunction().isEmpty()
                    && other.currentFunction().equals(process.currentFunction())) {
                return other;
            }
        }
        return null;
    }

    private void warn(SourceLocation location, String what, String effect) {
        warnings.add(new ParseWarning(location, what, effect));
    }

    private SourceLocation lastLine() {
        return new SourceLocation.InText(input, session.line());
    }

    private static ErlangNode node(ShellSession session) {
        int otp = session.ertsVersion() + OTP_AHEAD;
        return ErlangNode.ofLive(
                null,
                otp >= 23 ? "OTP " + otp : "",
                8,
                session.counts().getOrDefault("atom_count", ErlangNode.UNKNOWN),
                session.counts().getOrDefault("atom_limit", ErlangNode.UNKNOWN),
                session.counts().getOrDefault("process_limit", ErlangNode.UNKNOWN),
                session.memory());
    }

    @Override
    public ErlangEvidence evidence() {
        return ErlangEvidence.SHELL_TEXT;
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public ErlangNode node() {
        return node;
    }

    @Override
    public List<ErlangProcess> processes() {
        return processes;
    }

    @Override
    public ErlangTerms terms() {
        return terms;
    }

    @Override
    public boolean complete() {
        return !session.everListed() || session.listedToItsEnd();
    }

    @Override
    public boolean showsAllProcesses() {
        Long count = session.counts()
                .getOrDefault(ShellCommand.COUNT_OF_PROCESSES, session.counts().get("process_count"));
        return session.listedToItsEnd() && (count == null || count <= processes.size() + processes.size() / 10 + 10);
    }

    @Override
    public @Nullable ErlangProcess process(String pid) {
        return processByPid.get(pid);
    }

    @Override
    public @Nullable ErlangProcess registered(String name) {
        ErlangProcess exact = processByName.get(name);
        return exact != null || name.length() <= CUT_NAME ? exact : processByName.get(name.substring(0, CUT_NAME));
    }

    @Override
    public List<ParseWarning> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
