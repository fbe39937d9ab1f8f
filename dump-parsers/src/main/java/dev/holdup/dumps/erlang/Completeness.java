package dev.holdup.dumps.erlang;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How much of the dump is there, told by its last section: a whole one ends with `=end`.
///
/// @param allProcesses whether the table of processes is whole, which comes before everything large
record Completeness(boolean complete, boolean allProcesses, ReadExtent extent, List<ParseWarning> warnings) {
    private static final Set<String> KNOWN_VERSIONS = Set.of("0.1", "0.2", "0.3", "0.4", "0.5");

    static Completeness of(
            Sections sections,
            String input,
            long fileBytes,
            HeaderSection header,
            SectionScan.Found found,
            CrashDumpContents contents,
            List<ErlangProcess> processes,
            List<ParseWarning> unpackingDamage) {
        List<ParseWarning> warnings = new ArrayList<>(unpackingDamage);
        SourceLocation start = new SourceLocation.InFile(input, 0);
        if (!KNOWN_VERSIONS.contains(header.version())) {
            warnings.add(new ParseWarning(
                    start,
                    "The dump has version " + header.version() + " of the format; this holdup knows 0.1 to 0.5.",
                    "What is new in it is not read."));
        }
        int last = sections.count() - 1;
        SectionTag lastTag = sections.tag(last);
        boolean ends = lastTag == SectionTag.END;
        boolean allProcesses = ends || (!processes.isEmpty() && lastTag != SectionTag.PROC);
        if (!ends) {
            warnings.add(cut(sections, input, fileBytes, last, processes, allProcesses));
        }
        if (found.leftOut() > 0) {
            warnings.add(new ParseWarning(
                    start, found.leftOut() + " sections were too many to read.", "What they tell is missing."));
        }
        if (contents.orphans() > 0) {
            warnings.add(new ParseWarning(
                    start,
                    contents.orphans() + " stacks, heaps, mailboxes or dictionaries belong to no process of the dump.",
                    "They were left out."));
        }
        boolean complete = ends && unpackingDamage.isEmpty() && found.leftOut() == 0;
        return new Completeness(complete, allProcesses, ReadExtent.whole(fileBytes), List.copyOf(warnings));
    }

    private static ParseWarning cut(
            Sections sections,
            String input,
            long fileBytes,
            int last,
            List<ErlangProcess> processes,
            boolean allProcesses) {
        SectionTag tag = sections.tag(last);
        boolean limited = tag == SectionTag.ABORT;
        String inside = sections.tagText(limited ? Math.max(0, last - 1) : last);
        String what = limited
                ? "The node stopped writing at the size that ERL_CRASH_DUMP_BYTES sets, in section " + inside + "."
                : "The dump ends in section " + inside + " and not with =end: the disk was full, the time that"
                        + " ERL_CRASH_DUMP_SECONDS sets was over, or the copy is not whole.";
        long withStack = processes.stream().filter(ErlangProcess::stackDumped).count();
        String effect;
        if (!allProcesses) {
            effect = "Only " + processes.size() + " processes were written; there were more, and none has its stack.";
        } else if (withStack < processes.size()) {
            effect = "All " + processes.size() + " processes are listed; the stacks of "
                    + (processes.size() - withStack) + " are missing, and heaps and binaries after that place.";
        } else {
            effect =
                    "All " + processes.size() + " processes have their stacks; what comes after that place is missing.";
        }
        return new ParseWarning(new SourceLocation.InFile(input, fileBytes), what, effect);
    }
}
