package dev.holdup.report;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Waits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What pictures are drawn from, for samples whose groups have a stack: every unit of a group stands in that one.
final class SamplePictures {
    private SamplePictures() {}

    /// The same report with merged stacks and with waits.
    static IncidentReport with(IncidentReport report, Waits waits) {
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<Integer> first = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        List<Integer> frameByNode = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        List<Long> retained = new ArrayList<>();
        List<Integer> leafByGroup = new ArrayList<>();
        for (Group group : report.groups()) {
            first.add(parents.size());
            int node = -1;
            for (Group.Frame frame : group.stack().reversed()) {
                parents.add(node);
                node = parents.size() - 1;
                frameByNode.add(frames.computeIfAbsent(frame.text(), text -> frames.size()));
                units.add(0);
                Long kept = frame.retainedBytes();
                retained.add(kept == null ? 0 : kept);
            }
            if (node >= 0) {
                units.set(node, group.units());
            }
            leafByGroup.add(node);
        }
        first.add(parents.size());
        StackTree stacks = new StackTree(List.copyOf(frames.keySet()), first, parents, frameByNode, units, retained, 0);
        return copy(report, rows(report.unitTable(), leafByGroup), stacks, waits);
    }

    private static List<UnitRow> rows(List<UnitRow> table, List<Integer> leafByGroup) {
        List<UnitRow> rows = new ArrayList<>();
        for (UnitRow row : table) {
            Integer leaf = row.group() >= 0 && row.group() < leafByGroup.size() ? leafByGroup.get(row.group()) : null;
            rows.add(new UnitRow(
                    row.unit(),
                    row.id(),
                    row.activity(),
                    row.state(),
                    row.blockedFrame(),
                    row.group(),
                    row.retainedBytes(),
                    row.pace(),
                    row.cpuMillis(),
                    row.elapsedMillis(),
                    row.moments(),
                    leaf == null || leaf < 0 ? null : leaf,
                    rows.size() < 40
                            ? List.of(
                                    new UnitRow.Local(8, "byte[]", 65_552, false),
                                    new UnitRow.Local(8, "com.acme.shop.Order", 2_097_168, true))
                            : null));
        }
        return rows;
    }

    static IncidentReport copy(
            IncidentReport from, List<UnitRow> table, @Nullable StackTree stacks, @Nullable Waits waits) {
        return new IncidentReport(
                from.schemaVersion(),
                from.tool(),
                from.analysis(),
                from.inputs(),
                from.runtime(),
                from.memory(),
                from.units(),
                from.verdict(),
                from.groups(),
                from.deadlocks(),
                from.suspects(),
                from.findings(),
                from.histogram(),
                table,
                from.timeline(),
                from.notChecked(),
                from.erlang(),
                from.contents(),
                from.views(),
                stacks,
                waits,
                from.detail());
    }

    static Waits queue(String frame, int waiters, String owner) {
        return new Waits(
                List.of(
                        new Waits.Node("group", frame, null, 0, waiters),
                        new Waits.Node("unit", owner, "java.io.FileOutputStream.writeBytes", 2, 1)),
                List.of(new Waits.Edge(
                        0,
                        1,
                        waiters,
                        "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                        "0x7021c88f0",
                        "lock owner in the heap",
                        false)),
                0);
    }

    static Waits circle(List<String> units, int behind) {
        List<Waits.Node> nodes = new ArrayList<>();
        List<Waits.Edge> edges = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            nodes.add(new Waits.Node("unit", units.get(i), "com.acme.bank.Transfer.move", 0, 1));
            edges.add(new Waits.Edge(
                    i,
                    (i + 1) % units.size(),
                    1,
                    "com.acme.bank.Account",
                    null,
                    "locked monitor in the thread dump",
                    true));
        }
        if (behind > 0) {
            nodes.add(new Waits.Node("group", "com.acme.bank.Transfer.move", null, 0, behind));
            edges.add(new Waits.Edge(
                    units.size(),
                    0,
                    behind,
                    "com.acme.bank.Account",
                    null,
                    "locked monitor in the thread dump",
                    false));
        }
        return new Waits(nodes, edges, 0);
    }
}
