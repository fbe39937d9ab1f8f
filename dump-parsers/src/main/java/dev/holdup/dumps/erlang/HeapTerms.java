package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes terms of one process at a time out of the mapped text; remembers the heap it was asked about last.
final class HeapTerms implements ErlangTerms {
    private static final long LARGE_BYTES = 1 << 27;
    private static final int FIRST_LINES = 16;

    private final Sections sections;
    private final DumpText text;
    private final ProcessTable table;
    private final int literalsSection;
    private final int wordBytes;
    private final int otp;
    private final boolean base64;
    private @Nullable HeapLines constants;
    private @Nullable HeapLines lastHeap;
    private int lastSection = Integer.MIN_VALUE;

    /// @param literalsSection −1 if there is none
    HeapTerms(Sections sections, ProcessTable table, int literalsSection, HeaderSection header, String release) {
        this.sections = sections;
        this.text = sections.text();
        this.table = table;
        this.literalsSection = literalsSection;
        this.wordBytes = header.wordBytes();
        this.otp = otp(release);
        this.base64 = !header.version().matches("0\\.[1-4]");
    }

    /// Number of a release such as `OTP 25`; 0 for older ones, which have letters.
    static int otp(String release) {
        String number = release.startsWith("OTP ") ? release.substring(4).replaceFirst("\\D.*", "") : "";
        return number.isEmpty() || number.length() > 4 ? 0 : Integer.parseInt(number);
    }

    @Override
    public List<Slot> stack(ErlangProcess process, int most) {
        int index = index(process);
        int section = index < 0 ? ProcessTable.NONE : table.stack(index);
        if (section == ProcessTable.NONE) {
            return List.of();
        }
        TermReader reader = reader(table.heap(index));
        List<Slot> slots = new ArrayList<>();
        // Since OTP 23 variables stand below the return address into their call; before, above the one out of it.
        boolean below = otp >= 23;
        int frame = 0;
        int returns = process.frames().size() + process.framesLeftOut() - returns(section);
        Lines lines = sections.lines(section);
        while (lines.next() && slots.size() < most) {
            if (StackSection.returnMark(text, lines) != DumpText.NOT_THERE) {
                frame = Math.max(0, below ? returns : returns - 1);
                returns++;
                continue;
            }
            long colon = text.find(':', lines.start(), lines.end());
            if (colon != DumpText.NOT_THERE && colon + 1 < lines.end() && text.at(colon + 1) != 'S') {
                slots.add(new Slot(frame, reader.element(colon + 1, lines.end())));
            }
        }
        return List.copyOf(slots);
    }

    /// Return addresses of the section that are calls: the last one ends the stack.
    private int returns(int section) {
        FrameTable frames = new FrameTable();
        int count = 0;
        Lines lines = sections.lines(section);
        while (lines.next()) {
            long mark = StackSection.returnMark(text, lines);
            if (mark != DumpText.NOT_THERE && frames.inParentheses(text, mark, lines.end()) != null) {
                count++;
            }
        }
        return count;
    }

    @Override
    public List<String> firstReferences(ErlangProcess process) {
        int index = index(process);
        int section = index < 0 ? ProcessTable.NONE : table.heap(index);
        if (section == ProcessTable.NONE) {
            return List.of();
        }
        // What the stack reaches is printed first, its innermost call before all.
        List<String> references = new ArrayList<>();
        Lines lines = sections.lines(section);
        for (int line = 0; line < FIRST_LINES && lines.next(); line++) {
            long colon = text.hexEnd(lines.start(), lines.end());
            if (colon + 1 < lines.end()
                    && text.at(colon + 1) == 'E'
                    && ExternalTerm.decode(text, colon + 2, lines.end(), base64)
                            instanceof ErlangTerm.Identifier(String reference)) {
                references.add(reference);
            }
        }
        return List.copyOf(references);
    }

    @Override
    public List<ErlangTerm> messages(ErlangProcess process, int most) {
        int index = index(process);
        int section = index < 0 ? ProcessTable.NONE : table.messages(index);
        if (section == ProcessTable.NONE) {
            return List.of();
        }
        TermReader reader = reader(table.heap(index));
        List<ErlangTerm> messages = new ArrayList<>();
        Lines lines = sections.lines(section);
        while (messages.size() < most && lines.next()) {
            messages.add(reader.element(lines.start(), lines.end()));
        }
        return List.copyOf(messages);
    }

    @Override
    public @Nullable ErlangTerm dictionary(ErlangProcess process, String key) {
        int index = index(process);
        int section = index < 0 ? ProcessTable.NONE : table.dictionary(index);
        if (section == ProcessTable.NONE) {
            return null;
        }
        TermReader reader = reader(table.heap(index));
        Lines lines = sections.lines(section);
        while (lines.next()) {
            if (reader.element(lines.start(), lines.end()) instanceof ErlangTerm.Tuple(int _, List<ErlangTerm> entry)
                    && entry.size() == 2
                    && entry.getFirst() instanceof ErlangTerm.Atom(String name)
                    && name.equals(key)) {
                return entry.getLast();
            }
        }
        return null;
    }

    @Override
    public String initialCall(ErlangProcess process) {
        int index = index(process);
        if (index < 0 || table.dictionary(index) == ProcessTable.NONE || table.heap(index) == ProcessTable.NONE) {
            return "";
        }
        int heap = table.heap(index);
        Sections own = sections.again();
        return InitialCall.find(own.text(), constants(), own.body(heap), own.end(heap));
    }

    @Override
    public long liveBytes(ErlangProcess process) {
        int index = index(process);
        int section = index < 0 ? ProcessTable.NONE : table.heap(index);
        return section == ProcessTable.NONE
                ? -1
                : wordBytes * new LiveWords(text, wordBytes, otp).of(sections.lines(section));
    }

    private int index(ErlangProcess process) {
        return table.indexOf(ProcessTable.pidKey(process.pid()));
    }

    private TermReader reader(int heapSection) {
        HeapLines heap = lastHeap;
        if (heap == null || heapSection != lastSection) {
            heap = heapSection < 0 ? new HeapLines(sections) : new HeapLines(sections, heapSection);
            lastHeap = heap;
            lastSection = heapSection;
        }
        return new TermReader(text, heap, constants(), base64);
    }

    /// Terms that belong to code. Before OTP 20 one stands in the heap of the first process that refers to it: then all
    /// heaps are searched, unless the dump is large.
    private synchronized HeapLines constants() {
        HeapLines known = constants;
        if (known == null) {
            known = literalsSection >= 0
                    ? new HeapLines(sections, literalsSection)
                    : text.size() > LARGE_BYTES ? new HeapLines(sections) : new HeapLines(sections, table.heaps());
            constants = known;
        }
        return known;
    }
}
