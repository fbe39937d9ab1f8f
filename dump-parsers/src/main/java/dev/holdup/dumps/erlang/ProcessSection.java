package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of one `=proc` section; unknown keys are skipped, numbers that are missing are unknown.
final class ProcessSection {
    private final DumpText text;
    private final FrameTable frames;
    private final int wordBytes;
    /// By the key's ordinal; −1 for a line that is not there.
    private final long[] numberByKey = new long[ProcessKey.values().length];
    private final LinkList links = new LinkList();
    private ErlangState state = ErlangState.UNKNOWN;
    private String name = "";
    private String spawnedAs = "";
    private String spawnedBy = "";
    private String flags = "";
    private @Nullable ErlangFrame programCounter;
    private @Nullable ErlangFrame caller;
    private @Nullable ErlangFrame currentCall;

    /// @param wordBytes 4 or 8
    ProcessSection(DumpText text, FrameTable frames, int wordBytes) {
        this.text = text;
        this.frames = frames;
        this.wordBytes = wordBytes;
        Arrays.fill(numberByKey, -1);
    }

    void read(Lines lines) {
        while (lines.next()) {
            long keyEnd = lines.keyEnd();
            ProcessKey key = keyEnd == DumpText.NOT_THERE ? null : ProcessKey.KEYWORDS.of(text, lines.start(), keyEnd);
            if (key != null) {
                take(key, lines.valueStart(keyEnd), lines.end());
            }
        }
    }

    private void take(ProcessKey key, long from, long to) {
        switch (key) {
            case STATE -> state = ErlangState.of(text.text(from, to));
            case NAME -> name = text.text(from, to);
            case SPAWNED_AS -> spawnedAs = text.text(from, to);
            case SPAWNED_BY -> spawnedBy = from < to && text.at(from) == '<' ? text.text(from, to) : "";
            case CURRENT_CALL, LAST_SCHEDULED_IN_FOR -> currentCall = FrameTable.call(text.text(from, to));
            case LINK_LIST -> links.read(text, from, to);
            case PROGRAM_COUNTER -> programCounter = frames.inParentheses(text, from, to);
            case CALLER -> caller = frames.inParentheses(text, from, to);
            case INTERNAL_STATE -> flags = text.text(from, to);
            case MESSAGE_QUEUE_LENGTH,
                    HEAP_FRAGMENT_WORDS,
                    REDUCTIONS,
                    YOUNG_WORDS,
                    OLD_WORDS,
                    YOUNG_UNUSED_WORDS,
                    OLD_UNUSED_WORDS,
                    BINARY_WORDS,
                    OLD_BINARY_WORDS,
                    MEMORY_BYTES -> {
                numberByKey[key.ordinal()] = text.number(from, to, -1);
            }
        }
    }

    /// The calls that these lines tell: where the program counter is, then up to OTP 22 the caller.
    List<ErlangFrame> innermost() {
        List<ErlangFrame> calls = new ArrayList<>(2);
        ErlangFrame current = programCounter;
        if ((current == null || current.module().isEmpty()) && currentCall != null) {
            current = currentCall;
        }
        if (current != null) {
            calls.add(current);
        }
        if (caller != null) {
            calls.add(caller);
        }
        return calls;
    }

    /// @param calls all of them, innermost first
    ErlangProcess process(
            SourceLocation location, String pid, List<ErlangFrame> calls, int callsLeftOut, boolean stackDumped) {
        ProcessHeap heap = heap();
        long memory = number(ProcessKey.MEMORY_BYTES);
        return new ErlangProcess(
                location,
                pid,
                name,
                state,
                spawnedAs,
                spawnedBy,
                Math.max(0, number(ProcessKey.MESSAGE_QUEUE_LENGTH)),
                number(ProcessKey.REDUCTIONS) < 0 ? ErlangProcess.UNKNOWN : number(ProcessKey.REDUCTIONS),
                heap,
                memory < 0 ? heap.allocatedBytes() : memory,
                memory < 0,
                calls,
                callsLeftOut,
                links.monitors(),
                links.monitoredBy(),
                links.links(),
                links.linkCount(),
                flags,
                stackDumped);
    }

    private long number(ProcessKey key) {
        return numberByKey[key.ordinal()];
    }

    private ProcessHeap heap() {
        boolean unknown = number(ProcessKey.BINARY_WORDS) < 0 && number(ProcessKey.OLD_BINARY_WORDS) < 0;
        return new ProcessHeap(
                bytes(ProcessKey.YOUNG_WORDS),
                bytes(ProcessKey.OLD_WORDS),
                bytes(ProcessKey.YOUNG_UNUSED_WORDS),
                bytes(ProcessKey.OLD_UNUSED_WORDS),
                bytes(ProcessKey.HEAP_FRAGMENT_WORDS),
                unknown ? ProcessHeap.UNKNOWN : bytes(ProcessKey.BINARY_WORDS) + bytes(ProcessKey.OLD_BINARY_WORDS));
    }

    private long bytes(ProcessKey words) {
        long count = Math.max(0, number(words));
        return count > Long.MAX_VALUE / 16 ? Long.MAX_VALUE / 16 : count * wordBytes;
    }
}
