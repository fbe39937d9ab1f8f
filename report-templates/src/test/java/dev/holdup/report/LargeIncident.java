package dev.holdup.report;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Ten thousand threads in sixty groups, with as many stacks, waits, locals and rows as the analyzer's caps allow.
final class LargeIncident {
    static final int THREADS = 10_000;
    private static final int GROUPS = 60;
    private static final int NODES = 6_000;
    private static final int LOCALS = 3_000;

    private LargeIncident() {}

    static IncidentReport report() {
        Random random = new Random(11);
        IncidentReport sample = HostileReports.withGroups(GROUPS, SampleReports.stalledLogging());
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            String name = "Handler" + i;
            frames.add("com.acme.shop.department" + i % 40 + "." + name + ".handle(" + name + ".java:" + i % 400 + ")");
        }
        List<Integer> first = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        List<Integer> frameByNode = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        List<Long> retained = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            int start = node / (NODES / GROUPS) * (NODES / GROUPS);
            if (node == start) {
                first.add(node);
            }
            // Mostly chains, as stacks are, and here and there a fork.
            parents.add(node == start ? -1 : random.nextInt(8) > 0 ? node - 1 : start + random.nextInt(node - start));
            frameByNode.add(random.nextInt(frames.size()));
            units.add(1 + random.nextInt(3));
            retained.add((long) random.nextInt(5_000_000));
        }
        first.add(NODES);
        List<UnitRow> rows = new ArrayList<>();
        List<Waits.Node> nodes = new ArrayList<>();
        List<Waits.Edge> edges = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int group = i * GROUPS / THREADS;
            rows.add(new UnitRow(
                    "http-nio-8443-exec-" + (i + 1),
                    "#" + (1000 + i),
                    "waiting",
                    i % 3 == 0 ? "TIMED_WAITING" : "WAITING",
                    sample.groups().get(group).blockedFrame(),
                    group,
                    (long) random.nextInt(900_000),
                    "stuck",
                    (long) random.nextInt(9_000),
                    20_000L,
                    null,
                    group * (NODES / GROUPS) + random.nextInt(NODES / GROUPS),
                    i < LOCALS / 3
                            ? List.of(
                                    new UnitRow.Local(2, "byte[]", 65_552, false),
                                    new UnitRow.Local(5, "java.util.ArrayList", 16_000, false),
                                    new UnitRow.Local(6, "com.acme.shop.Order", 9_000, true))
                            : null));
        }
        for (int group = 0; group < GROUPS; group++) {
            Group of = sample.groups().get(group);
            nodes.add(new Waits.Node("group", of.blockedFrame(), null, group, THREADS / GROUPS));
            nodes.add(new Waits.Node("unit", "owner-" + group, "java.net.SocketInputStream.read", group, 1));
            edges.add(new Waits.Edge(
                    2 * group,
                    2 * group + 1,
                    THREADS / GROUPS,
                    "com.acme.Lock" + group,
                    null,
                    "lock owner in the heap",
                    false));
            if (group > 0) {
                edges.add(new Waits.Edge(
                        2 * group + 1, 2 * (group / 3) + 1, 1, "com.acme.Lock", null, "lock owner in the heap", false));
            }
        }
        StackTree stacks = new StackTree(frames, first, parents, frameByNode, units, retained, 40);
        return SamplePictures.copy(sample, rows, stacks, new Waits(nodes, edges, 0));
    }
}
