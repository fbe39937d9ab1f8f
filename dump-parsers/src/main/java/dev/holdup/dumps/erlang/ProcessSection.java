package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import dev.holdup.dumps.model.ProcessHeap;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lines of one `=proc` section; unknown keys are skipped, numbers that are missing are unknown.
final class ProcessSection {
    private final DumpText text;
    private final FrameTable frames;
    private final int wordBytes;
    private final Map<ProcessKey, Long> numbers = new EnumMap<>(ProcessKey.class);
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
                long number = text.number(from, to, -1);
                if (number >= 0) {
                    numbers.put(key, number);
                }
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
        Long memory = numbers.get(ProcessKey.MEMORY_BYTES);
        return new ErlangProcess(
                location,
                pid,
                name,
                state,
                spawnedAs,
                spawnedBy,
                numbers.getOrDefault(ProcessKey.MESSAGE_QUEUE_LENGTH, 0L),
                numbers.getOrDefault(ProcessKey.REDUCTIONS, ErlangProcess.UNKNOWN),
                heap,
                memory == null ? heap.allocatedBytes() : memory,
                memory == null,
                calls,
                callsLeftOut,
                links.monitors(),
                links.monitoredBy(),
                links.links(),
                links.linkCount(),
                flags,
                stackDumped);
    }

    private ProcessHeap heap() {
        Long young = numbers.get(ProcessKey.BINARY_WORDS);
        Long old = numbers.get(ProcessKey.OLD_BINARY_WORDS);
        return new ProcessHeap(
                bytes(ProcessKey.YOUNG_WORDS),
                bytes(ProcessKey.OLD_WORDS),
                bytes(ProcessKey.YOUNG_UNUSED_WORDS),
                bytes(ProcessKey.OLD_UNUSED_WORDS),
                bytes(ProcessKey.HEAP_FRAGMENT_WORDS),
                young == null && old == null
                        ? ProcessHeap.UNKNOWN
                        : bytes(ProcessKey.BINARY_WORDS) + bytes(ProcessKey.OLD_BINARY_WORDS));
    }

    private long bytes(ProcessKey words) {
        long count = numbers.getOrDefault(words, 0L);
        return count > Long.MAX_VALUE / 16 ? Long.MAX_VALUE / 16 : count * wordBytes;
    }
}
