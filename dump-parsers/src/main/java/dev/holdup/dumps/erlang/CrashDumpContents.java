package dev.holdup.dumps.erlang;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What each section is for: the second look, at heads of sections and at those about the node alone.
///
/// @param table processes and their sections
/// @param binaryAddresses of `=binary` sections, with their sizes in `binarySizes`
/// @param atomsSection −1 if there is none
/// @param literalsSection −1 if there is none
/// @param orphans sections about a process that has no `=proc`
record CrashDumpContents(
        ProcessTable table,
        SystemSections system,
        LongList binaryAddresses,
        LongList binarySizes,
        int atomsSection,
        int literalsSection,
        long orphans) {
    private static final int AT_A_TIME = 8192;

    static CrashDumpContents of(Sections sections, String input, HeaderSection header) {
        LongList procs = new LongList();
        @Nullable SectionTag[] tags = tags(sections);
        for (int section = 0; section < sections.count(); section++) {
            if (tags[section] == SectionTag.PROC) {
                procs.add(section);
            }
        }
        ProcessTable table = ProcessTable.of(sections, procs);
        SystemSections system = new SystemSections(sections, input, header);
        LongList addresses = new LongList();
        LongList sizes = new LongList();
        int atoms = -1;
        int literals = -1;
        long orphans = 0;
        for (int section = 0; section < sections.count(); section++) {
            SectionTag tag = tags[section];
            switch (tag) {
                case null -> {}
                case PROC -> {}
                case PROC_MESSAGES, PROC_DICTIONARY, PROC_STACK, PROC_HEAP ->
                    orphans += table.take(sections, section, tag) ? 0 : 1;
                case BINARY -> binary(sections, section, addresses, sizes);
                case ATOMS -> atoms = section;
                case LITERALS -> literals = section;
                default -> system.read(section, tag);
            }
        }
        return new CrashDumpContents(table, system, addresses, sizes, atoms, literals, orphans);
    }

    /// By section; some thousand at a time, in parallel.
    private static @Nullable SectionTag[] tags(Sections sections) {
        @Nullable SectionTag[] tags = new SectionTag[sections.count()];
        IntStream.range(0, (tags.length + AT_A_TIME - 1) / AT_A_TIME).parallel().forEach(part -> {
            Sections own = sections.again();
            int end = Math.min(tags.length, (part + 1) * AT_A_TIME);
            for (int section = part * AT_A_TIME; section < end; section++) {
                tags[section] = own.tag(section);
            }
        });
        return tags;
    }

    /// `=binary:ADDRESS`, then one line `LENGTH:DATA`; the data stay where they are.
    private static void binary(Sections sections, int section, LongList addresses, LongList sizes) {
        DumpText text = sections.text();
        long idStart = sections.idStart(section);
        long idEnd = text.hexEnd(idStart, sections.headEnd(section));
        long body = sections.body(section);
        long lengthEnd = text.hexEnd(body, Math.min(sections.end(section), body + 17));
        if (idEnd > idStart && lengthEnd > body) {
            addresses.add(text.hex(idStart, idEnd));
            sizes.add(text.hex(body, lengthEnd) & (Long.MAX_VALUE >> 16));
        }
    }
}
