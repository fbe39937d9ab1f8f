package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms.Slot;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.ProcessMonitor;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// What a text of several commands tells of one process, command by command.
final class ShellProcess {
    private final SourceLocation location;
    private String pid;
    private String registeredName = "";
    private String initialCall = "";
    private ErlangState state = ErlangState.UNKNOWN;
    private long messageCount;
    private long reductions = ErlangProcess.UNKNOWN;
    private long heapWords;
    private long stackWords;
    private long memoryBytes = -1;
    private long binaryBytes = ProcessHeap.UNKNOWN;
    private List<ErlangFrame> frames = List.of();
    private int framesLeftOut;
    private boolean stackTold;
    private List<Slot> slots = List.of();
    private List<ErlangTerm> messages = List.of();
    private final List<ProcessMonitor> monitors = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private long linkCount;
    private long monitoredBy;

    /// @param pid empty as long as it is not known
    ShellProcess(SourceLocation location, String pid) {
        this.location = location;
        this.pid = pid;
    }

    SourceLocation location() {
        return location;
    }

    String pid() {
        return pid;
    }

    void pid(String known) {
        pid = known;
    }

    String registeredName() {
        return registeredName;
    }

    /// Takes over what is known of the same process under another name, where this one lacks it.
    void add(ShellProcess same) {
        registeredName = registeredName.isEmpty() ? same.registeredName : registeredName;
        initialCall = initialCall.isEmpty() ? same.initialCall : initialCall;
        state = state == ErlangState.UNKNOWN ? same.state : state;
        messageCount = Math.max(messageCount, same.messageCount);
        reductions = reductions == ErlangProcess.UNKNOWN ? same.reductions : reductions;
        heapWords = Math.max(heapWords, same.heapWords);
        stackWords = Math.max(stackWords, same.stackWords);
        memoryBytes = memoryBytes < 0 ? same.memoryBytes : memoryBytes;
        binaryBytes = binaryBytes < 0 ? same.binaryBytes : binaryBytes;
        if (frames.isEmpty() || (same.stackTold && !stackTold)) {
            frames = same.frames;
            framesLeftOut = same.framesLeftOut;
        }
        stackTold |= same.stackTold;
        slots = slots.isEmpty() ? same.slots : slots;
        messages = messages.isEmpty() ? same.messages : messages;
        monitors.addAll(monitors.isEmpty() ? same.monitors : List.of());
        links.addAll(links.isEmpty() ? same.links : List.of());
        linkCount = Math.max(linkCount, same.linkCount);
        monitoredBy = Math.max(monitoredBy, same.monitoredBy);
    }

    void registeredName(String name) {
        registeredName = name;
    }

    /// Whether its calls were asked for, beyond the current function.
    boolean stackTold() {
        return stackTold;
    }

    /// Empty if unknown.
    String currentFunction() {
        return frames.isEmpty() ? "" : frames.getFirst().qualifiedName();
    }

    List<Slot> slots() {
        return slots;
    }

    List<ErlangTerm> messages() {
        return messages;
    }

    void take(ProcessListing.First line) {
        initialCall = line.initialCall();
        heapWords = line.heapWords();
        reductions = line.reductions();
        messageCount = Math.max(messageCount, line.messages());
    }

    /// The listing is less exact than what was asked of this process alone.
    void take(ProcessListing.Second line) {
        if (registeredName.isEmpty()) {
            registeredName = line.registered();
        }
        stackWords = line.stackWords();
        if (frames.isEmpty()) {
            frames = List.of(line.frame());
        }
    }

    void take(BacktraceText backtrace) {
        if (!stackTold || backtrace.frames().size() >= frames.size()) {
            frames = backtrace.frames();
            framesLeftOut = backtrace.framesLeftOut();
        }
        slots = backtrace.slots();
        stackTold = true;
    }

    /// One item of `process_info`.
    void take(String item, ErlangTerm value) {
        switch (item) {
            case "registered_name" -> registeredName = ShellAnswers.text(value);
            case "initial_call" -> {
                ErlangFrame call = ShellAnswers.call(value);
                initialCall = call == null ? initialCall : call.qualifiedName();
            }
            case "current_function" -> {
                ErlangFrame call = ShellAnswers.call(value);
                if (call != null && !stackTold) {
                    frames = List.of(call);
                }
            }
            case "current_stacktrace" -> {
                List<ErlangFrame> calls = ShellAnswers.calls(value);
                if (!stackTold && !calls.isEmpty()) {
                    frames = calls;
                    stackTold = true;
                }
            }
            case "status" -> state = LiveCapture.state(ShellAnswers.text(value));
            case "message_queue_len" -> messageCount = ShellAnswers.number(value, messageCount);
            case "messages" -> {
                messages = ShellAnswers.elements(value);
                messageCount = Math.max(messageCount, messages.size());
            }
            case "reductions" -> reductions = ShellAnswers.number(value, reductions);
            case "memory" -> memoryBytes = ShellAnswers.number(value, memoryBytes);
            case "total_heap_size" -> heapWords = ShellAnswers.number(value, heapWords);
            case "stack_size" -> stackWords = ShellAnswers.number(value, stackWords);
            case "monitors" -> monitors.addAll(ShellAnswers.monitors(value));
            case "monitored_by" -> monitoredBy = ShellAnswers.elements(value).size();
            case "links" -> {
                List<ErlangTerm> all = ShellAnswers.elements(value);
                linkCount = all.size();
                all.stream()
                        .limit(ErlangProcess.MOST_LINKS)
                        .map(ShellAnswers::text)
                        .forEach(links::add);
            }
            case "binary" -> binaryBytes = ShellAnswers.binaryBytes(value);
            default -> {}
        }
    }

    ErlangProcess process(int wordBytes) {
        long heapBytes = (heapWords + stackWords) * wordBytes;
        return new ErlangProcess(
                location,
                pid,
                registeredName,
                state,
                initialCall,
                "",
                messageCount,
                reductions,
                new ProcessHeap(Math.max(heapBytes, memoryBytes), 0, 0, 0, 0, binaryBytes),
                memoryBytes < 0 ? heapBytes : memoryBytes,
                memoryBytes < 0,
                frames,
                framesLeftOut,
                List.copyOf(monitors),
                monitoredBy,
                List.copyOf(links),
                linkCount,
                "",
                stackTold);
    }
}
