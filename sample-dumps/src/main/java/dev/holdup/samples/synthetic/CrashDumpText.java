package dev.holdup.samples.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/// Writes the text of an `erl_crash.dump`, section by section, after the runtime's guide "How to Interpret the Erlang
/// Crash Dumps".
///
/// Processes that come by the hundred thousand are made when they are written, twice: the process table precedes all
/// heaps.
public final class CrashDumpText {
    private final CrashDumpStyle style;
    private String slogan = "eheap_alloc: Cannot allocate 54176 bytes of memory (of type \"heap\").";
    private String lineEnd = "\n";
    private final Map<String, Long> memory = new LinkedHashMap<>();
    private final List<SyntheticProcess> processes = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private final List<String> literals = new ArrayList<>();
    private final Map<String, byte[]> binaries = new LinkedHashMap<>();
    private final List<String> atoms = new ArrayList<>(List.of("'=:='", "true", "false"));
    private long atomCount = 14_613;
    private int manyCount;
    private IntFunction<SyntheticProcess> many = index -> new SyntheticProcess("<0." + index + ".0>");

    public CrashDumpText(CrashDumpStyle style) {
        this.style = style;
        memory.put("total", 60_000_000L);
        memory.put("processes", 40_000_000L);
        memory.put("processes_used", 39_000_000L);
        memory.put("system", 20_000_000L);
        memory.put("atom", 500_000L);
        memory.put("atom_used", 480_000L);
        memory.put("binary", 1_000_000L);
        memory.put("code", 9_000_000L);
        memory.put("ets", 2_000_000L);
    }

    public CrashDumpText slogan(String words) {
        slogan = words;
        return this;
    }

    public CrashDumpText memory(String kind, long bytes) {
        memory.put(kind, bytes);
        return this;
    }

    /// As on Windows.
    public CrashDumpText withCarriageReturns() {
        lineEnd = "\r\n";
        return this;
    }

    public CrashDumpText atoms(long count, List<String> newest) {
        atomCount = count;
        atoms.addAll(0, newest);
        return this;
    }

    public CrashDumpText process(SyntheticProcess process) {
        processes.add(process);
        return this;
    }

    /// So many more, each made anew for the table and for its heap.
    public CrashDumpText processes(int count, IntFunction<SyntheticProcess> byIndex) {
        manyCount = count;
        many = byIndex;
        return this;
    }

    /// A section of the system with its lines, in the place where the runtime writes such: before stacks and heaps.
    public CrashDumpText section(String head, String... lines) {
        sections.add("=" + head + "\n" + String.join("\n", lines) + (lines.length == 0 ? "" : "\n"));
        return this;
    }

    /// @param words as told; −1 for unknown
    public CrashDumpText table(String owner, String name, long objects, long words) {
        return section(
                "ets:" + owner,
                "Slot: 5781782976",
                "Table: " + name,
                "Name: " + name,
                "Buckets: 256 ",
                "Objects: " + objects,
                "Words: " + words,
                "Type: set",
                "Protection: protected");
    }

    public CrashDumpText literal(String heapLine) {
        literals.add(heapLine);
        return this;
    }

    /// @param address hexadecimal, upper case
    public CrashDumpText binary(String address, byte[] content) {
        binaries.put(address, content);
        return this;
    }

    public String text() {
        StringWriter text = new StringWriter();
        try {
            write(text);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    public void writeTo(OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 20);
        write(text);
        text.flush();
    }

    private void write(Writer out) throws IOException {
        line(out, "=erl_crash_dump:" + style.formatVersion());
        line(out, "Sun Nov 22 23:27:18 2026");
        line(out, "Slogan: " + slogan);
        line(out, "System version: " + style.systemVersion());
        line(out, "Taints: crypto");
        line(out, "Atoms: " + atomCount);
        line(out, "=memory");
        for (Map.Entry<String, Long> kind : memory.entrySet()) {
            line(out, kind.getKey() + ": " + kind.getValue());
        }
        line(out, "=index_table:atom_tab");
        line(out, "size: 16384");
        line(out, "limit: 1048576");
        line(out, "entries: " + atomCount);
        for (SyntheticProcess process : processes) {
            process(out, process);
        }
        for (int index = 0; index < manyCount; index++) {
            process(out, many.apply(index));
        }
        for (String section : sections) {
            lines(out, section);
        }
        line(out, "=node:'nonode@nohost'");
        line(out, "=no_distribution");
        line(out, "=loaded_modules");
        line(out, "Current code: 9000000");
        line(out, "Old code: 0");
        for (SyntheticProcess process : processes) {
            depths(out, process);
        }
        for (int index = 0; index < manyCount; index++) {
            depths(out, many.apply(index));
        }
        if (style.base64()) {
            line(out, "=literals");
            for (String literal : literals) {
                line(out, literal);
            }
        }
        for (Map.Entry<String, byte[]> binary : binaries.entrySet()) {
            line(out, "=binary:" + binary.getKey());
            line(
                    out,
                    Integer.toHexString(binary.getValue().length).toUpperCase(Locale.ROOT) + ":"
                            + data(binary.getValue()));
        }
        line(out, "=atoms");
        for (String atom : atoms) {
            line(out, atom);
        }
        line(out, "=end");
    }

    /// Content of a binary as this release writes it.
    private String data(byte[] content) {
        return style.base64()
                ? Base64.getEncoder().encodeToString(content)
                : HexFormat.of().withUpperCase().formatHex(content);
    }

    private void process(Writer out, SyntheticProcess process) throws IOException {
        line(out, "=proc:" + process.pid);
        line(out, "State: " + process.state);
        if (process.name != null) {
            line(out, "Name: " + process.name);
        }
        line(out, "Spawned as: " + process.spawnedAs);
        line(out, "Spawned by: " + process.spawnedBy);
        line(out, "Message queue length: " + process.queue);
        line(out, "Number of heap fragments: " + (process.fragmentWords > 0 ? 1 : 0));
        line(out, "Heap fragment data: " + process.fragmentWords);
        if (!process.links.isEmpty()) {
            line(out, "Link list: [" + String.join(", ", process.links) + "]");
        }
        line(out, "Reductions: " + process.reductions);
        line(out, "Stack+heap: " + process.heapWords);
        line(out, "OldHeap: " + process.oldHeapWords);
        line(out, "Heap unused: " + process.heapUnused);
        line(out, "OldHeap unused: " + process.oldHeapUnused);
        if (style.tellsBinaryHeap()) {
            line(out, "BinVHeap: " + process.binaryWords);
            line(out, "OldBinVHeap: 0");
            line(out, "BinVHeap unused: overflow");
            line(out, "OldBinVHeap unused: 46422");
        }
        if (style.tellsMemory()) {
            line(out, "Memory: " + process.memory);
        }
        line(out, "Program counter: 0x00007faa1a186ff8 (" + process.programCounter + ")");
        if (style.tellsCaller()) {
            line(out, "CP: 0x0000000000000000 (" + process.caller + ")");
        }
        line(out, "arity = 0");
    }

    private void depths(Writer out, SyntheticProcess process) throws IOException {
        if (process.sensitive) {
            return;
        }
        if (!process.messages.isEmpty()) {
            section(out, "proc_messages", process.pid, process.messages);
        }
        if (!process.dictionary.isEmpty()) {
            section(out, "proc_dictionary", process.pid, process.dictionary);
        }
        section(out, "proc_stack", process.pid, process.stack);
        section(out, "proc_heap", process.pid, process.heap);
    }

    private void section(Writer out, String tag, String pid, List<String> lines) throws IOException {
        line(out, "=" + tag + ":" + pid);
        for (String line : lines) {
            line(out, line);
        }
    }

    private void lines(Writer out, String text) throws IOException {
        out.write(lineEnd.equals("\n") ? text : text.replace("\n", lineEnd));
    }

    private void line(Writer out, String line) throws IOException {
        out.write(line);
        out.write(lineEnd);
    }
}
