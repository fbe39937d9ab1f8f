package dev.holdup.dumps;

import dev.holdup.dumps.GivenFiles.GivenFile;
import dev.holdup.dumps.hprof.HprofFile;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The dumps of one incident, opened file by file.
final class OpenIncident implements OpenDumps, OpenedInputs {
    static final String LEFT_OUT = "It was left out of the analysis.";

    private final UnpackLimits limits;
    private final List<InputFile> inputs = new ArrayList<>();
    private final List<ThreadDump> threadDumps = new ArrayList<>();
    private final List<ParseWarning> unreadable = new ArrayList<>();
    private OpenedInput.@Nullable Heap heap;
    private OpenedInput.@Nullable Erlang erlang;
    private @Nullable MalformedDumpException firstFailure;

    OpenIncident(UnpackLimits limits) {
        this.limits = limits;
    }

    void open(GivenFile file) {
        try {
            InputOpener.open(file.path(), limits, this);
        } catch (MalformedDumpException unusable) {
            if (!file.fromFolder()) {
                failed(unusable);
            }
        } catch (IOException unreadableFile) {
            String name = String.valueOf(file.path().getFileName());
            String message = Objects.requireNonNullElse(unreadableFile.getMessage(), "unknown error");
            failed(new MalformedDumpException(
                    new SourceLocation.InFile(name, 0), "the file cannot be read: " + message));
        }
    }

    @Override
    public void take(OpenedInput opened) {
        switch (opened) {
            case OpenedInput.Heap openedHeap -> take(openedHeap);
            case OpenedInput.Erlang node -> take(node);
            case OpenedInput.Threads(InputFile input, List<ThreadDump> dumps) -> {
                inputs.add(input);
                threadDumps.addAll(dumps);
            }
        }
    }

    @Override
    public void leftOut(ParseWarning reason) {
        unreadable.add(reason);
    }

    /// One analysis is about one heap: the last one given.
    private void take(OpenedInput.Heap opened) {
        OpenedInput.Heap earlier = heap;
        if (earlier != null) {
            unreadable.add(new ParseWarning(
                    new SourceLocation.InFile(earlier.file().name(), 0),
                    "Several heap dumps were given; the last one, "
                            + opened.file().name() + ", is analysed.",
                    LEFT_OUT));
            inputs.remove(earlier.file());
            earlier.dump().close();
        }
        heap = opened;
        inputs.add(opened.file());
    }

    /// One analysis is about one node, at one moment: the newest one where all say when they were written, otherwise
    /// the one that tells of the most processes.
    private void take(OpenedInput.Erlang opened) {
        OpenedInput.Erlang earlier = erlang;
        if (earlier == null) {
            erlang = opened;
            inputs.add(opened.file());
            return;
        }
        OpenedInput.Erlang chosen = NodeChoice.of(earlier, opened);
        OpenedInput.Erlang other = chosen == earlier ? opened : earlier;
        unreadable.add(new ParseWarning(
                new SourceLocation.InFile(other.file().name(), 0), NodeChoice.reason(chosen, other), LEFT_OUT));
        inputs.remove(other.file());
        other.dump().close();
        if (chosen == opened) {
            inputs.add(opened.file());
        }
        erlang = chosen;
    }

    /// After the last file: an incident of a JVM leaves out what an Erlang node wrote.
    void allOpened() {
        OpenedInput.Erlang node = erlang;
        if (node != null && (heap != null || !threadDumps.isEmpty())) {
            unreadable.add(new ParseWarning(
                    new SourceLocation.InFile(node.file().name(), 0),
                    "It is of an Erlang node, and the other dumps are of a JVM: analyze it by itself, with holdup analyze "
                            + node.file().name() + ".",
                    LEFT_OUT));
            inputs.remove(node.file());
            node.dump().close();
            erlang = null;
        }
    }

    private void failed(MalformedDumpException failure) {
        ParseWarning warning = new ParseWarning(failure.location(), failure.reason(), LEFT_OUT);
        if (!unreadable.contains(warning)) {
            unreadable.add(warning);
        }
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    boolean holdsDumps() {
        return heap != null || erlang != null || !threadDumps.isEmpty();
    }

    @Nullable
    MalformedDumpException firstFailure() {
        return firstFailure;
    }

    @Override
    public List<InputFile> inputs() {
        return List.copyOf(inputs);
    }

    @Override
    public @Nullable HeapDump heap() {
        return heap == null ? null : heap.dump();
    }

    @Override
    public @Nullable ErlangCrashDump erlang() {
        return erlang == null ? null : erlang.dump();
    }

    @Override
    public List<ThreadDump> threadDumps() {
        List<ThreadDump> ordered = new ArrayList<>(threadDumps);
        if (ordered.stream().allMatch(dump -> dump.capturedAt() != null)) {
            ordered.sort(Comparator.comparing(dump -> Objects.requireNonNullElse(dump.capturedAt(), Instant.EPOCH)));
        }
        return List.copyOf(ordered);
    }

    @Override
    public List<ParseWarning> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public void close() {
        HprofFile dump = heap == null ? null : heap.dump();
        if (dump != null) {
            dump.close();
        }
        ErlangCrashDump crashDump = erlang == null ? null : erlang.dump();
        if (crashDump != null) {
            crashDump.close();
        }
    }
}
