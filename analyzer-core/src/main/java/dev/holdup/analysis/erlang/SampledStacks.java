package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.EtsTable;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.RefcBinaries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A shell's text tells of most processes the current function only. One that was looked at more closely stands for all
/// that are like it: in the same waiting function, and started for the same one.
///
/// They get its calls, and [ErlangProcess#stackDumped] goes on to say that these are not their own.
record SampledStacks(ErlangCrashDump dump, List<ErlangProcess> processes, Map<String, ErlangProcess> processByPid)
        implements ErlangCrashDump {

    private record Likeness(ErlangFrame currentFunction, String initialCall) {}

    /// The dump itself, unless it is a shell's text.
    static ErlangCrashDump of(ErlangCrashDump dump) {
        if (dump.evidence() != ErlangEvidence.SHELL_TEXT) {
            return dump;
        }
        Map<Likeness, ErlangProcess> samples = new HashMap<>();
        for (ErlangProcess process : dump.processes()) {
            if (process.stackDumped() && process.frames().size() > 1 && WaitingCalls.isOne(process.frames())) {
                samples.putIfAbsent(likeness(process), process);
            }
        }
        List<ErlangProcess> processes = new ArrayList<>();
        Map<String, ErlangProcess> byPid = new HashMap<>();
        for (ErlangProcess process : dump.processes()) {
            ErlangProcess sample =
                    process.stackDumped() || process.frames().isEmpty() ? null : samples.get(likeness(process));
            ErlangProcess told = sample == null ? process : like(process, sample);
            processes.add(told);
            byPid.putIfAbsent(told.pid(), told);
        }
        return new SampledStacks(dump, List.copyOf(processes), byPid);
    }

    private static Likeness likeness(ErlangProcess process) {
        return new Likeness(process.frames().getFirst(), process.spawnedAs());
    }

    private static ErlangProcess like(ErlangProcess process, ErlangProcess sample) {
        return new ErlangProcess(
                process.location(),
                process.pid(),
                process.registeredName(),
                process.state(),
                process.spawnedAs(),
                process.parent(),
                process.messageQueueLength(),
                process.reductions(),
                process.heap(),
                process.memoryBytes(),
                process.memoryEstimated(),
                sample.frames(),
                sample.framesLeftOut(),
                process.monitors(),
                process.monitoredBy(),
                process.links(),
                process.linkCount(),
                process.flags(),
                false);
    }

    @Override
    public ErlangEvidence evidence() {
        return dump.evidence();
    }

    @Override
    public String input() {
        return dump.input();
    }

    @Override
    public ErlangNode node() {
        return dump.node();
    }

    @Override
    public List<ErlangPort> ports() {
        return dump.ports();
    }

    @Override
    public List<EtsTable> etsTables() {
        return dump.etsTables();
    }

    @Override
    public RefcBinaries binaries() {
        return dump.binaries();
    }

    @Override
    public ErlangTerms terms() {
        return dump.terms();
    }

    @Override
    public void newestAtoms(int most, Consumer<String> name) {
        dump.newestAtoms(most, name);
    }

    @Override
    public boolean complete() {
        return dump.complete();
    }

    @Override
    public boolean showsAllProcesses() {
        return dump.showsAllProcesses();
    }

    @Override
    public @Nullable ErlangProcess process(String pid) {
        return processByPid.get(pid);
    }

    @Override
    public @Nullable ErlangProcess registered(String name) {
        ErlangProcess process = dump.registered(name);
        return process == null ? null : processByPid.get(process.pid());
    }

    @Override
    public List<ParseWarning> warnings() {
        return dump.warnings();
    }

    @Override
    public void close() {
        dump.close();
    }
}
