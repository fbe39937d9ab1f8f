package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/// What a heap lacks as a whole, whatever became of its single records: its names, its classes, its threads.
///
/// None of it is lacking in a dump that a JVM has written to its end. A whole heap record that was taken out between
/// two others leaves no trace but dangling references, of which sound dumps have some, too.
final class HeapGaps {
    private final HeapDump dump;
    private final HeapCoverage coverage;
    private final List<ParseWarning> gaps = new ArrayList<>();

    private HeapGaps(HeapDump dump, HeapCoverage coverage) {
        this.dump = dump;
        this.coverage = coverage;
    }

    /// @param damaged whether something is known to be missing already, which explains what is lacking
    static List<ParseWarning> of(HeapDump dump, HeapCoverage coverage, boolean damaged) {
        HeapGaps gaps = new HeapGaps(dump, coverage);
        if (!dump.regions().isEmpty()) {
            gaps.find();
            if (damaged || !gaps.gaps.isEmpty()) {
                gaps.explain();
            }
        }
        return gaps.gaps;
    }

    private void find() {
        if (coverage.undescribedClasses() > 0) {
            add(
                    "The records of " + coverage.undescribedClasses() + " of " + coverage.classes()
                            + " classes are missing.",
                    "What objects of these refer to is not known, and what they alone keep alive counts as unreachable.");
        }
        if (coverage.unnamedClasses() > 0) {
            add(
                    "The names of " + coverage.unnamedClasses() + " of " + coverage.classes() + " classes are missing.",
                    "No rule knows these classes, nor frames and fields without a name.");
        }
        if (coverage.disinheritedClasses() > 0) {
            add(
                    "Superclasses are left out for " + coverage.disinheritedClasses() + " of " + coverage.classes()
                            + " classes: they are in a circle, too many above one another, or have too many fields.",
                    "Fields that these classes inherit are not read, and what those refer to counts as unreachable.");
        }
        if (coverage.gcRoots() == 0) {
            add(
                    "No GC root was found; many JVMs write them behind the objects.",
                    coverage.threads() == 0
                            ? "What is reachable and what threads do cannot be told: nearly all counts as unreachable."
                            : "The threads that run and the JVM's own classes stand in for them: what only local variables or"
                                    + " native code keep counts as unreachable.");
        }
        if (coverage.missingStacks() > 0) {
            add(
                    "The stacks of " + coverage.missingStacks() + " of " + coverage.threads() + " threads are missing.",
                    "What these threads do is not known.");
        }
    }

    private void explain() {
        if (coverage.missingThreads() > 0) {
            add(
                    "The objects of " + coverage.missingThreads() + " of " + coverage.threads()
                            + " threads are missing.",
                    "These threads are in no figure and in no group, and what they keep alive counts as another's.");
        }
        if (coverage.danglingReferences() > 0) {
            add(
                    coverage.danglingReferences()
                            + (coverage.danglingReferences() == 1 ? " reference leads" : " references lead")
                            + " to objects that the dump does not hold.",
                    "What those would have kept alive counts as unreachable, or as kept by others alone.");
        }
    }

    private void add(String what, String effect) {
        gaps.add(new ParseWarning(new SourceLocation.InFile(dump.input(), 0), what, effect));
    }
}
