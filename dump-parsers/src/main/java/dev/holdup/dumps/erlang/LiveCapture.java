package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.ProcessMonitor;
import dev.holdup.dumps.model.SourceLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A live node as the module of `holdup capture --erlang` wrote it: a line for the node, one a process, one at the end.
///
/// It tells less than a crash dump: eight calls a process, no heaps, no tables, no ports.
public final class LiveCapture implements ErlangCrashDump {
    private static final int MOST_PROCESSES = 20_000_000;
    private static final int LONGEST_LINE = 1 << 16;

    private final String input;
    private final List<ErlangProcess> processes = new ArrayList<>();
    private final Map<String, ErlangProcess> processByPid = new HashMap<>();
    private final Map<String, ErlangProcess> processByName = new HashMap<>();
    private final List<ParseWarning> warnings;
    private final FrameTable frames = new FrameTable();
    private ErlangNode node = node(new CaptureLine(Map.of(), Map.of(), Map.of()));
    private boolean ended;

    private LiveCapture(String input, List<ParseWarning> unpackingDamage) {
        this.input = input;
        this.warnings = new ArrayList<>(unpackingDamage);
    }

    /// @param unpackingDamage what was lost before, if it was packed
    public static LiveCapture read(InputStream content, String input, List<ParseWarning> unpackingDamage)
            throws IOException {
        LiveCapture capture = new LiveCapture(input, unpackingDamage);
        BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16);
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
            if (letter == '\n') {
                capture.take(line.toString(), number++);
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) letter);
            }
        }
        if (!capture.ended) {
            capture.warnings.add(new ParseWarning(
                    new SourceLocation.InText(input, number),
                    "The capture has no last line: it was cut.",
                    "Only " + capture.processes.size() + " processes are in it; there may have been more."));
        }
        return capture;
    }

    private void take(String text, int number) {
        CaptureLine line = CaptureLine.of(text);
        if (line == null) {
            return;
        }
        if (line.texts().containsKey("pid") && processes.size() < MOST_PROCESSES) {
            ErlangProcess process = process(line, number);
            processes.add(process);
            processByPid.putIfAbsent(process.pid(), process);
            if (!process.registeredName().isEmpty()) {
                processByName.putIfAbsent(process.registeredName(), process);
            }
        } else if (line.texts().containsKey("capture")) {
            node = node(line);
        } else {
            ended |= line.numbers().containsKey("end");
        }
    }

    private ErlangProcess process(CaptureLine line, int number) {
        List<ErlangFrame> calls = new ArrayList<>();
        for (String call : line.list("stack")) {
            ErlangFrame frame = FrameTable.call(call);
            if (frame != null) {
                calls.add(frame);
            }
        }
        List<ProcessMonitor> monitors = line.list("monitors").stream()
                .map(target -> new ProcessMonitor(target.startsWith("<") ? target : "{" + target + ",local}", ""))
                .toList();
        long memory = Math.max(0, line.number("memory", 0));
        return new ErlangProcess(
                new SourceLocation.InText(input, number),
                line.text("pid"),
                line.text("name"),
                state(line.text("state")),
                line.text("initial_call"),
                "",
                Math.max(0, line.number("messages", 0)),
                line.number("reductions", ErlangProcess.UNKNOWN),
                new ProcessHeap(memory, 0, 0, 0, 0, line.number("binary_bytes", ProcessHeap.UNKNOWN)),
                memory,
                false,
                frames.stack(calls),
                0,
                monitors,
                0,
                List.of(),
                0,
                "",
                true);
    }

    /// @param status as `process_info` says it
    static ErlangState state(String status) {
        return switch (status) {
            case "waiting" -> ErlangState.WAITING;
            case "running" -> ErlangState.RUNNING;
            case "runnable" -> ErlangState.SCHEDULED;
            case "garbage_collecting" -> ErlangState.GARBING;
            case "suspended" -> ErlangState.SUSPENDED;
            case "exiting" -> ErlangState.EXITING;
            default -> ErlangState.UNKNOWN;
        };
    }

    private static ErlangNode node(CaptureLine line) {
        Map<String, Long> memory = new LinkedHashMap<>();
        for (String kind : List.of("total", "processes", "processes_used", "system", "atom", "binary", "code", "ets")) {
            if (line.numbers().containsKey(kind)) {
                memory.put(kind, Math.max(0, line.number(kind, 0)));
            }
        }
        String release = line.text("release");
        return ErlangNode.ofLive(
                line.text("at").isEmpty() ? null : line.text("at"),
                release.isEmpty() ? "" : "OTP " + release,
                line.number("word_bytes", 8) == 4 ? 4 : 8,
                line.number("atoms", ErlangNode.UNKNOWN),
                line.number("atom_limit", ErlangNode.UNKNOWN),
                line.number("process_limit", ErlangNode.UNKNOWN),
                memory);
    }

    @Override
    public ErlangEvidence evidence() {
        return ErlangEvidence.CAPTURE;
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
        return ErlangTerms.NONE;
    }

    @Override
    public boolean complete() {
        return ended;
    }

    @Override
    public boolean showsAllProcesses() {
        return ended;
    }

    @Override
    public @Nullable ErlangProcess process(String pid) {
        return processByPid.get(pid);
    }

    @Override
    public @Nullable ErlangProcess registered(String name) {
        return processByName.get(name);
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
