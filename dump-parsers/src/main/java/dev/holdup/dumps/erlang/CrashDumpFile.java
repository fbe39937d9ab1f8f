package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.EtsTable;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
import dev.holdup.dumps.model.RefcBinaries;
import dev.holdup.dumps.model.SourceLocation;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An `erl_crash.dump`, mapped until it is closed. Opening it reads the text once; heaps are decoded when asked for.
public final class CrashDumpFile implements ErlangCrashDump {
    private final String input;
    private final Arena arena;
    private final Sections sections;
    private final ErlangNode node;
    private final List<ErlangPort> ports;
    private final List<EtsTable> etsTables;
    private final List<ErlangProcess> processes;
    private final ProcessTable table;
    private final RefcBinaries binaries;
    private final HeapTerms terms;
    private final Completeness completeness;
    private final int atomsSection;
    private final Map<String, ErlangProcess> processByName = new HashMap<>();

    private CrashDumpFile(String input, Arena arena, MemorySegment file, List<ParseWarning> unpackingDamage)
            throws MalformedDumpException {
        this.input = input;
        this.arena = arena;
        DumpText text = new DumpText(file, textEnd(file));
        SectionScan.Found found = SectionScan.scan(text);
        this.sections = Sections.of(text, found.starts());
        boolean begins = sections.count() > 0 && sections.start(0) == 0;
        if (!begins || sections.tag(0) != SectionTag.ERL_CRASH_DUMP) {
            throw new MalformedDumpException(
                    new SourceLocation.InFile(input, 0),
                    "no Erlang crash dump begins here: the first line has to be =erl_crash_dump:VERSION");
        }
        HeaderSection header = HeaderSection.of(sections);
        CrashDumpContents contents = CrashDumpContents.of(sections, input, header);
        this.node = contents.system().node();
        this.ports = contents.system().ports();
        this.etsTables = contents.system().etsTables();
        this.table = contents.table();
        this.processes = ProcessReader.readAll(sections, table, input, header.wordBytes());
        this.binaries = new BinaryTable(sections, table, contents.binaryAddresses(), contents.binarySizes())
                .build(found.uses(), found.leftOutUses());
        this.atomsSection = contents.atomsSection();
        this.terms = new HeapTerms(sections, table, contents.literalsSection(), header, node.release());
        for (ErlangProcess process : processes) {
            if (!process.registeredName().isEmpty()) {
                processByName.putIfAbsent(process.registeredName(), process);
            }
        }
        this.completeness =
                Completeness.of(sections, input, file.byteSize(), header, found, contents, processes, unpackingDamage);
    }

    /// A last line that does not end was cut: half a number reads as another.
    private static long textEnd(MemorySegment file) {
        long end = file.byteSize();
        long limit = Math.max(0, end - (1 << 20));
        for (long position = end; position > limit; position--) {
            if (file.get(ValueLayout.JAVA_BYTE, position - 1) == '\n') {
                return endsWithEnd(file, position) ? end : position;
            }
        }
        return end;
    }

    /// Whether the last line is `=end`, which may lack its line feed.
    private static boolean endsWithEnd(MemorySegment file, long lineStart) {
        byte[] last = {'=', 'e', 'n', 'd'};
        return file.byteSize() - lineStart == last.length
                && file.asSlice(lineStart).mismatch(MemorySegment.ofArray(last)) < 0;
    }

    /// Maps the file and reads everything but heaps.
    ///
    /// @param input the name that warnings and reports show
    /// @param unpackingDamage what was lost before the file was written, if it was unpacked from another
    /// @throws MalformedDumpException if this is no crash dump; lesser damage becomes warnings
    public static CrashDumpFile open(Path file, String input, List<ParseWarning> unpackingDamage)
            throws IOException, MalformedDumpException {
        try (FileChannel channel = FileChannel.open(file)) {
            return open(channel, input, unpackingDamage);
        }
    }

    /// As above; the channel may be closed afterwards.
    @SuppressWarnings("MustBeClosedChecker") // the dump closes it, or this method if there is no dump
    public static CrashDumpFile open(FileChannel file, String input, List<ParseWarning> unpackingDamage)
            throws IOException, MalformedDumpException {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            MemorySegment whole = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            CrashDumpFile dump = new CrashDumpFile(input, arena, whole, unpackingDamage);
            opened = true;
            return dump;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    @Override
    public ErlangEvidence evidence() {
        return ErlangEvidence.CRASH_DUMP;
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
    public List<ErlangPort> ports() {
        return ports;
    }

    @Override
    public List<EtsTable> etsTables() {
        return etsTables;
    }

    @Override
    public RefcBinaries binaries() {
        return binaries;
    }

    @Override
    public ErlangTerms terms() {
        return terms;
    }

    @Override
    public void newestAtoms(int most, Consumer<String> name) {
        if (atomsSection < 0) {
            return;
        }
        Lines lines = sections.lines(atomsSection);
        for (int atom = 0; atom < most && lines.next(); atom++) {
            name.accept(lines.text());
        }
    }

    @Override
    public ReadExtent extent() {
        return completeness.extent();
    }

    @Override
    public boolean complete() {
        return completeness.complete();
    }

    @Override
    public List<ParseWarning> warnings() {
        return completeness.warnings();
    }

    @Override
    public boolean showsAllProcesses() {
        return completeness.allProcesses();
    }

    @Override
    public @Nullable ErlangProcess process(String pid) {
        int index = table.indexOf(ProcessTable.pidKey(pid));
        return index == LongIndex.NONE ? null : processes.get(index);
    }

    @Override
    public @Nullable ErlangProcess registered(String name) {
        return processByName.get(name);
    }

    @Override
    public void close() {
        arena.close();
    }
}
