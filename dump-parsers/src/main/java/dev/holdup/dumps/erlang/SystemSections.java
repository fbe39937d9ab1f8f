package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.EtsTable;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is about the node and not about one process, section by section.
final class SystemSections {
    /// A hostile text may name any number.
    private static final int MOST = 1_000_000;

    private final Sections sections;
    private final DumpText text;
    private final String input;
    private final HeaderSection header;
    private final FrameTable frames = new FrameTable();

    private final Map<String, Long> memory = new LinkedHashMap<>();
    private final Map<String, long[]> allocators = new LinkedHashMap<>();
    private final List<ErlangNode.Scheduler> schedulers = new ArrayList<>();
    private final List<ErlangNode.OtherNode> nodes = new ArrayList<>();
    private final Map<String, Long> timers = new LinkedHashMap<>();
    private final List<ErlangPort> ports = new ArrayList<>();
    private final List<EtsTable> etsTables = new ArrayList<>();
    private long atomLimit = ErlangNode.UNKNOWN;
    private long atomEntries = ErlangNode.UNKNOWN;
    private long modules;
    private long funs;
    private long codeBytes = ErlangNode.UNKNOWN;

    SystemSections(Sections sections, String input, HeaderSection header) {
        this.sections = sections;
        this.text = sections.text();
        this.input = input;
        this.header = header;
    }

    void read(int section, SectionTag tag) {
        switch (tag) {
            case MEMORY ->
                fields(section).forEach((kind, value) -> {
                    long bytes = number(value);
                    if (bytes >= 0) {
                        memory.putIfAbsent(kind, bytes);
                    }
                });
            case INDEX_TABLE -> {
                if (sections.id(section).equals("atom_tab")) {
                    Map<String, String> fields = fields(section);
                    atomLimit = number(fields.get("limit"));
                    atomEntries = number(fields.get("entries"));
                }
            }
            case ALLOCATOR -> allocator(section);
            case SCHEDULER, DIRTY_CPU_SCHEDULER, DIRTY_IO_SCHEDULER -> scheduler(section);
            case PORT -> {
                if (ports.size() < MOST) {
                    ports.add(PortSection.read(sections.lines(section), text, location(section), sections.id(section)));
                }
            }
            case ETS -> table(section, sections.id(section));
            case INTERNAL_ETS -> table(section, "");
            case TIMER -> {
                String owner = sections.id(section);
                if (timers.size() < MOST || timers.containsKey(owner)) {
                    timers.merge(owner, 1L, Long::sum);
                }
            }
            case VISIBLE_NODE -> node(section, "visible");
            case HIDDEN_NODE -> node(section, "hidden");
            case NOT_CONNECTED -> node(section, "not connected");
            case LOADED_MODULES -> {
                Map<String, String> fields = fields(section);
                long current = number(fields.get("Current code"));
                codeBytes = current < 0 ? current : current + Math.max(0, number(fields.get("Old code")));
            }
            case MOD -> modules++;
            case FUN -> funs++;
            case PROC,
                    PROC_MESSAGES,
                    PROC_DICTIONARY,
                    PROC_STACK,
                    PROC_HEAP,
                    BINARY,
                    ERL_CRASH_DUMP,
                    PERSISTENT_TERMS,
                    LITERALS,
                    ATOMS,
                    ABORT,
                    END -> {}
        }
    }

    private void allocator(int section) {
        String id = sections.id(section);
        int instance = id.indexOf('[');
        String family = instance < 0 ? id : id.substring(0, instance);
        boolean tooMany = allocators.size() >= 64 && !allocators.containsKey(family);
        if (!family.endsWith("_alloc") || tooMany) {
            return;
        }
        long[] sums = allocators.computeIfAbsent(family, _ -> new long[2]);
        Lines lines = sections.lines(section);
        while (lines.next()) {
            long keyEnd = lines.keyEnd();
            if (keyEnd == DumpText.NOT_THERE) {
                continue;
            }
            String key = text.text(lines.start(), keyEnd);
            boolean sized = key.endsWith(" size") && (key.startsWith("mbcs ") || key.startsWith("sbcs "));
            if (sized && (key.contains("carriers") || key.contains("blocks"))) {
                int kind = key.contains("carriers") ? 0 : 1;
                sums[kind] += Math.max(0, text.number(lines.valueStart(keyEnd), lines.end(), 0));
            }
        }
    }

    private void scheduler(int section) {
        if (schedulers.size() >= 4096) {
            return;
        }
        long queued = ErlangNode.UNKNOWN;
        String process = "";
        List<ErlangFrame> stack = new ArrayList<>();
        Lines lines = sections.lines(section);
        while (lines.next()) {
            long returned = StackSection.returnMark(text, lines);
            long keyEnd = lines.keyEnd();
            if (returned != DumpText.NOT_THERE) {
                ErlangFrame frame = frames.inParentheses(text, returned, lines.end());
                if (frame != null && stack.size() < StackSection.MOST_FRAMES) {
                    stack.add(frame);
                }
                continue;
            }
            String key = keyEnd == DumpText.NOT_THERE ? "" : text.text(lines.start(), keyEnd);
            if (key.startsWith("Run Queue ") && key.endsWith(" Length") && !key.contains("Port")) {
                queued = Math.max(0, queued) + Math.max(0, text.number(lines.valueStart(keyEnd), lines.end(), 0));
            } else if (key.equals("Current Process")) {
                process = text.text(lines.valueStart(keyEnd), lines.end());
            } else if (key.equals("Current Process Program counter")) {
                ErlangFrame frame = frames.inParentheses(text, lines.valueStart(keyEnd), lines.end());
                if (frame != null) {
                    stack.addFirst(frame);
                }
            }
        }
        schedulers.add(new ErlangNode.Scheduler(
                sections.tagText(section) + ":" + sections.id(section), process, queued, List.copyOf(stack)));
    }

    private void table(int section, String owner) {
        if (etsTables.size() >= MOST) {
            return;
        }
        Map<String, String> fields = fields(section);
        long words = number(fields.get("Words"));
        String id = fields.getOrDefault("Table", owner.isEmpty() ? sections.id(section) : "");
        etsTables.add(new EtsTable(
                location(section),
                id,
                fields.getOrDefault("Name", id),
                owner,
                Math.max(0, number(fields.get("Objects"))),
                words < 0 ? EtsTable.UNKNOWN : words * header.wordBytes(),
                fields.getOrDefault("Type", "")));
    }

    private void node(int section, String connection) {
        if (nodes.size() < MOST) {
            nodes.add(new ErlangNode.OtherNode(fields(section).getOrDefault("Name", sections.id(section)), connection));
        }
    }

    /// The first lines of the form `key: value`.
    private Map<String, String> fields(int section) {
        Map<String, String> fields = new LinkedHashMap<>();
        Lines lines = sections.lines(section);
        while (lines.next() && fields.size() < 64) {
            long keyEnd = lines.keyEnd();
            if (keyEnd != DumpText.NOT_THERE) {
                fields.putIfAbsent(text.text(lines.start(), keyEnd), text.text(lines.valueStart(keyEnd), lines.end()));
            }
        }
        return fields;
    }

    /// −1 if it is no number; at most so large that it can be multiplied by the bytes of a word.
    private static long number(@Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > 18) {
            return -1;
        }
        long number = 0;
        for (int place = 0; place < value.length(); place++) {
            int digit = value.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return value.charAt(place) == ' ' && place > 0 ? number : -1;
            }
            number = number * 10 + digit;
        }
        return Math.min(number, Long.MAX_VALUE / 16);
    }

    private SourceLocation location(int section) {
        return new SourceLocation.InFile(input, sections.start(section));
    }

    List<ErlangPort> ports() {
        return List.copyOf(ports);
    }

    List<EtsTable> etsTables() {
        return List.copyOf(etsTables);
    }

    ErlangNode node() {
        return new ErlangNode(
                header.version(),
                header.writtenAt(),
                header.slogan(),
                header.systemVersion(),
                header.release(),
                header.wordBytes(),
                header.taints(),
                header.atoms() >= 0 ? header.atoms() : atomEntries,
                atomLimit,
                ErlangNode.UNKNOWN,
                memory,
                allocators.entrySet().stream()
                        .map(entry ->
                                new ErlangNode.Allocator(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                        .toList(),
                List.copyOf(schedulers),
                modules,
                codeBytes,
                funs,
                List.copyOf(nodes),
                timers);
    }
}
