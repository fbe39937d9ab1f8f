package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.waits.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The locals that rows of the table of units tell of, until the cap is reached: the table is in the order of what
/// matters.
final class LargestHeldLocals {
    private static final int MOST_LOCALS = 3_000;

    private final Incident incident;
    private final int most;
    private int told;

    LargestHeldLocals(Incident incident, Detail detail) {
        this.incident = incident;
        this.most = detail.scaled(MOST_LOCALS);
    }

    /// Null if the heap does not show the unit where its stack is, if it keeps little, or beyond the cap.
    @Nullable
    List<UnitRow.Local> of(Unit unit) {
        MemoryFacts memory = incident.memory();
        if (memory == null || unit.heapIndex() < 0 || told >= most) {
            return null;
        }
        List<UnitRow.Local> locals = memory.figures().localsOfThread(unit.heapIndex());
        told += locals.size();
        return locals.isEmpty() ? null : locals;
    }
}
