package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Goes through a shell's text line by line: prompts with commands, and what was printed for them, in any order.
///
/// An answer does not say what it is about; it belongs to the first command before it that asked such a question.
final class ShellSession {
    private static final int MOST_PROCESSES = 5_000_000;
    private static final int MOST_LINES_OF_A_TERM = 1_000_000;
    private static final int LONGEST_TERM = 1 << 24;

    private static final Pattern ANSWER = Pattern.compile("\\[?\\{'?[a-z]\\w*'?,.*", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]\\w*)\\s*=\\s*(\\S.*)");
    private static final Pattern PID = Pattern.compile("<\\d+\\.\\d+\\.\\d+>");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern RELEASE =
            Pattern.compile("Eshell V(\\d{1,3})[.\\d]*|.*\\[erts-(\\d{1,3})[.\\d]*\\].*");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private final String input;
    private final Deque<ShellCommand> pending = new ArrayDeque<>();
    private final Map<String, String> pidByVariable = new HashMap<>();
    private final Map<String, ShellProcess> processByPid = new LinkedHashMap<>();
    /// Those of which the text does not say which they are.
    private final List<ShellProcess> unplaced = new ArrayList<>();
    private final Map<String, Long> memory = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final StringBuilder term = new StringBuilder();
    private TermText.Brackets brackets = new TermText.Brackets();
    private final List<String> backtrace = new ArrayList<>();
    private @Nullable ShellProcess listed;
    private String assigned = "";
    private int line;
    private int termLines;
    private boolean listing;
    private boolean everListed;
    private boolean listedToItsEnd;
    private boolean inBacktrace;
    private int cutCounts;
    private int ertsVersion;

    ShellSession(String input) {
        this.input = input;
    }

    void take(String raw) {
        line++;
        String text = ESCAPE.matcher(raw).replaceAll("").replace("\r", "");
        ShellCommand.Prompted prompted = ShellCommand.prompted(text);
        if (prompted.prompted()) {
            ended();
        }
        String rest = prompted.rest();
        if (term.length() > 0) {
            continueTerm(rest);
        } else if (inBacktrace && BacktraceText.continues(rest) && !rest.startsWith(BacktraceText.START)) {
            backtrace.add(rest);
        } else {
            endBacktrace();
            if (!listingLine(rest)) {
                begin(rest.strip());
            }
        }
    }

    /// At the end of the text.
    void end() {
        ended();
    }

    private void ended() {
        endBacktrace();
        if (term.length() > 0) {
            answer(TermText.read(term.toString()), term.toString());
            term.setLength(0);
        }
        listing = false;
        listed = null;
    }

    private boolean listingLine(String line) {
        String text = listing ? ProcessListing.withoutPages(line) : line;
        if (ProcessListing.isHead(text)) {
            listing = true;
            everListed = true;
            return true;
        }
        if (!listing) {
            return false;
        }
        if (ProcessListing.isTotal(text)) {
            listing = false;
            listedToItsEnd = true;
            listed = null;
            return true;
        }
        ProcessListing.First first = ProcessListing.first(text);
        if (first != null) {
            listed = processByPid.size() < MOST_PROCESSES ? known(first.pid()) : null;
            if (listed != null) {
                listed.take(first);
                cutCounts += first.messagesMayBeCut() ? 1 : 0;
            }
            return true;
        }
        ProcessListing.Second second = ProcessListing.second(text);
        if (second != null && listed != null) {
            listed.take(second);
            listed = null;
            return true;
        }
        return text.isBlank();
    }

    private void begin(String text) {
        Matcher release = RELEASE.matcher(text);
        if (text.startsWith(BacktraceText.START)) {
            inBacktrace = true;
            backtrace.add(text);
        } else if (ANSWER.matcher(text).matches()) {
            termLines = 0;
            brackets = new TermText.Brackets();
            continueTerm(text);
        } else if (release.lookingAt()) {
            ertsVersion = Integer.parseInt(release.group(1) == null ? release.group(2) : release.group(1));
        } else if (PID.matcher(text).matches()) {
            if (!assigned.isEmpty()) {
                pidByVariable.put(assigned, text);
                assigned = "";
            }
        } else if (NUMBER.matcher(text).matches()) {
            number(Long.parseLong(text));
        } else if (text.equals("undefined") || text.startsWith("** exception")) {
            pop(true, "");
        } else if (!text.isEmpty()) {
            command(text);
        }
    }

    private void command(String text) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (assignment.matches()) {
            assigned = assignment.group(1);
            ShellCommand subject = ShellCommand.of("process_info(" + assignment.group(2));
            String about = subject == null ? "" : subject.about();
            if (!about.isEmpty()) {
                pidByVariable.put(assigned, about);
            }
        }
        ShellCommand command = ShellCommand.of(text);
        if (command != null) {
            pending.add(command);
        }
    }

    private void continueTerm(String text) {
        term.append(text).append('\n');
        brackets.take(text);
        if (brackets.closed() || ++termLines > MOST_LINES_OF_A_TERM || term.length() > LONGEST_TERM) {
            String whole = term.toString();
            term.setLength(0);
            answer(TermText.read(whole), whole);
        }
    }

    private void answer(ErlangTerm answer, String printed) {
        Map<String, ErlangTerm> pairs = ShellAnswers.pairs(answer);
        if (pairs.isEmpty()) {
            return;
        }
        if (pairs.containsKey("total") && pairs.containsKey("processes")) {
            pairs.forEach((kind, value) -> {
                long bytes = ShellAnswers.number(value, -1);
                if (bytes >= 0) {
                    memory.put(kind, bytes);
                }
            });
            return;
        }
        if (pairs.keySet().stream().noneMatch(ShellText.ITEMS::contains)) {
            return;
        }
        ShellProcess process = asked(pairs.keySet().iterator().next());
        pairs.forEach(process::take);
        if (pairs.containsKey("backtrace") && printed.contains(BacktraceText.START)) {
            process.take(BacktraceText.of(BacktraceText.unescaped(printed)));
        }
    }

    private void endBacktrace() {
        if (inBacktrace) {
            asked("backtrace").take(BacktraceText.of(backtrace));
            backtrace.clear();
            inBacktrace = false;
        }
    }

    private void number(long value) {
        ShellCommand asked = pop(false, "");
        if (asked != null && asked.question().startsWith("memory ")) {
            memory.putIfAbsent(asked.question().substring("memory ".length()), value);
        } else if (asked != null) {
            counts.put(asked.question(), value);
        }
    }

    private @Nullable ShellCommand pop(boolean aboutOne, String item) {
        ShellCommand first = null;
        for (Iterator<ShellCommand> commands = pending.iterator(); commands.hasNext(); ) {
            ShellCommand command = commands.next();
            if (command.aboutOne() != aboutOne) {
                continue;
            }
            if (item.isEmpty()
                    || command.question().equals(item)
                    || command.question().equals("all")) {
                commands.remove();
                return command;
            }
            first = first == null ? command : first;
        }
        if (first != null) {
            pending.remove(first);
        }
        return first;
    }

    private ShellProcess asked(String item) {
        ShellCommand command = pop(true, item);
        String about = command == null ? "" : pidByVariable.getOrDefault(command.about(), command.about());
        if (PID.matcher(about).matches()) {
            return known(about);
        }
        if (!about.isEmpty() && Character.isLowerCase(about.charAt(0))) {
            for (ShellProcess process : processByPid.values()) {
                if (process.registeredName().equals(about)
                        || (process.registeredName().length() >= ShellText.CUT_NAME
                                && about.startsWith(process.registeredName()))) {
                    process.registeredName(about);
                    return process;
                }
            }
        }
        for (ShellProcess same : unplaced) {
            if (!about.isEmpty() && about.equals(same.registeredName())) {
                return same;
            }
        }
        ShellProcess process = new ShellProcess(new SourceLocation.InText(input, line), "");
        process.registeredName(about);
        unplaced.add(process);
        return process;
    }

    private ShellProcess known(String pid) {
        return processByPid.computeIfAbsent(
                pid, fresh -> new ShellProcess(new SourceLocation.InText(input, line), fresh));
    }

    Collection<ShellProcess> processes() {
        return processByPid.values();
    }

    List<ShellProcess> unplaced() {
        return unplaced;
    }

    Map<String, Long> memory() {
        return memory;
    }

    /// By the question, such as `process_limit`.
    Map<String, Long> counts() {
        return counts;
    }

    boolean everListed() {
        return everListed;
    }

    boolean listedToItsEnd() {
        return listedToItsEnd;
    }

    /// Numbers of messages that fill their column.
    int cutCounts() {
        return cutCounts;
    }

    /// Of the runtime; 0 if the text does not say.
    int ertsVersion() {
        return ertsVersion;
    }

    int line() {
        return line;
    }
}
