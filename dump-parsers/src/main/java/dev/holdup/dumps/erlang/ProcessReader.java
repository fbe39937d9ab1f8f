package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Processes as records, out of their `=proc` and `=proc_stack`; some thousand at a time, in parallel.
final class ProcessReader {
    private static final int AT_A_TIME = 4096;

    private final Sections sections;
    private final ProcessTable table;
    private final String input;
    private final int wordBytes;
    private final FrameTable frames = new FrameTable();
    private final StackSection stacks;

    private ProcessReader(Sections sections, ProcessTable table, String input, int wordBytes) {
        this.sections = sections;
        this.table = table;
        this.input = input;
        this.wordBytes = wordBytes;
        this.stacks = new StackSection(sections.text(), frames);
    }

    /// In the order of the table.
    static List<ErlangProcess> readAll(Sections sections, ProcessTable table, String input, int wordBytes) {
        int parts = (table.count() + AT_A_TIME - 1) / AT_A_TIME;
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> new ProcessReader(sections.again(), table, input, wordBytes)
                        .read(part * AT_A_TIME, Math.min(table.count(), (part + 1) * AT_A_TIME)))
                .flatMap(List::stream)
                .toList();
    }

    private List<ErlangProcess> read(int from, int to) {
        List<ErlangProcess> processes = new ArrayList<>(to - from);
        for (int process = from; process < to; process++) {
            int section = table.proc(process);
            ProcessSection fields = new ProcessSection(sections.text(), frames, wordBytes);
            fields.read(sections.lines(section));
            int stack = table.stack(process);
            List<ErlangFrame> calls = stack == ProcessTable.NONE
                    ? frames.stack(fields.innermost())
                    : stacks.read(fields.innermost(), sections.lines(stack));
            processes.add(fields.process(
                    new SourceLocation.InFile(input, sections.start(section)),
                    sections.id(section),
                    calls,
                    stack == ProcessTable.NONE ? 0 : stacks.leftOut(),
                    stack != ProcessTable.NONE));
        }
        return processes;
    }
}
