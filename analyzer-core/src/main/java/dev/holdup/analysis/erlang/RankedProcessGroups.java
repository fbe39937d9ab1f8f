package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups in the order in which a report shows them: those that wait for another and those they wait for, running
/// ones, idle ones; within each by what they keep alive.
final class RankedProcessGroups {
    static final int MAX_GROUPS = 300;
    static final int MAX_MEMBERS = 50;
    static final int MAX_UNITS = 10_000;
    private static final int MAX_STACK = 100;

    private final Detail detail;
    private final ErlangIncident incident;
    private final OwnerOfCalls owners;
    private final List<ProcessGroup> ranked;
    /// Null for a group that was left out.
    private final @Nullable Integer[] rankByGroup;

    RankedProcessGroups(ErlangIncident incident, OwnerOfCalls owners, Detail detail) {
        this.detail = detail;
        this.incident = incident;
        this.owners = owners;
        this.ranked = incident.groups().all().stream()
                .sorted(Comparator.comparingInt(RankedProcessGroups::bucket)
                        .thenComparing(incident.memory()::ofGroup, Comparator.reverseOrder())
                        .thenComparing(ProcessGroup::size, Comparator.reverseOrder())
                        .thenComparingInt(ProcessGroup::index))
                .limit(MAX_GROUPS)
                .toList();
        this.rankByGroup = new Integer[incident.groups().all().size()];
        for (int rank = 0; rank < ranked.size(); rank++) {
            rankByGroup[ranked.get(rank).index()] = rank;
        }
    }

    private static int bucket(ProcessGroup group) {
        return switch (group.role()) {
            case VICTIM, OWNER, UNEXPLAINED -> 0;
            case RUNNING -> 1;
            case IDLE -> 2;
        };
    }

    @Nullable
    Integer[] rankByGroup() {
        return rankByGroup;
    }

    List<Group> toFindings() {
        return ranked.stream().map(this::group).toList();
    }

    private Group group(ProcessGroup group) {
        Rule rule = group.rule();
        ProcessWait wait = group.waitsFor();
        return new Group(
                group.subsystem(),
                group.blockedFrame(),
                group.activity().label(),
                group.idle(),
                group.role().label(),
                rule == null ? null : rule.id(),
                group.size(),
                incident.memory().ofGroup(group),
                incident.memory().sharedBinariesOf(group),
                wait == null ? null : waitsFor(wait),
                owner(group),
                members(group),
                stack(group),
                holdings(group),
                rule == null || rule.explanation().isEmpty() ? null : String.join(" ", rule.explanation()),
                null,
                null);
    }

    private Group.WaitsFor waitsFor(ProcessWait wait) {
        return switch (wait) {
            case ProcessWait.Answer answer ->
                new Group.WaitsFor(
                        answer.target(), incident.process(answer.process()).pid(), "for an answer of");
            case ProcessWait.Absent absent -> new Group.WaitsFor(absent.target(), null, "for an answer of");
            case ProcessWait.Port port ->
                new Group.WaitsFor(
                        ErlangWords.other(incident.dump().ports().get(port.port())), port.target(), "to write to");
        };
    }

    private @Nullable Owner owner(ProcessGroup group) {
        return group.role() == GroupRole.VICTIM && group.waitsFor() instanceof ProcessWait.Answer answer
                ? owners.owner(incident.waits().head(answer.process()), group.members()[0])
                : null;
    }

    private List<String> members(ProcessGroup group) {
        List<String> names = new ArrayList<>();
        for (int place = 0; place < Math.min(detail.scaled(MAX_MEMBERS), group.size()); place++) {
            names.add(incident.process(group.members()[place]).name());
        }
        return List.copyOf(names);
    }

    private List<Group.Frame> stack(ProcessGroup group) {
        ErlangProcess shown = incident.process(group.members()[0]);
        return Frames.collapsed(shown.frames()).stream()
                .limit(MAX_STACK)
                .map(text -> new Group.Frame(text, null, null))
                .toList();
    }

    /// What their memory is made of; the parts add up to what the group keeps alive.
    private List<Group.FrameHolding> holdings(ProcessGroup group) {
        long used = 0;
        long free = 0;
        long fragments = 0;
        for (int member : group.members()) {
            ErlangProcess process = incident.process(member);
            used += process.heap().usedBytes() - process.heap().fragmentBytes();
            free += process.heap().allocatedBytes() - process.heap().usedBytes();
            fragments += process.heap().fragmentBytes();
        }
        long heaps = incident.memory().heapsOf(group);
        List<Group.FrameHolding> holdings = new ArrayList<>();
        add(holdings, group, "heap and stack in use", used);
        add(holdings, group, "heap allocated and free", free);
        add(holdings, group, "messages beside the heap", fragments);
        add(
                holdings,
                group,
                "the process itself, its links and its mailbox",
                Math.max(0, heaps - used - free - fragments));
        add(
                holdings,
                group,
                "refc binaries that only they hold",
                incident.memory().binaryBytesByGroup()[group.index()]);
        holdings.sort(Comparator.comparingLong(Group.FrameHolding::bytes).reversed());
        return List.copyOf(holdings);
    }

    private static void add(List<Group.FrameHolding> holdings, ProcessGroup group, String what, long bytes) {
        if (bytes > 0) {
            holdings.add(new Group.FrameHolding(group.blockedFrame(), what, group.size(), bytes));
        }
    }

    List<UnitRow> unitTable() {
        List<UnitRow> rows = new ArrayList<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            ProcessGroup group = ranked.get(rank);
            for (int member : group.members()) {
                if (rows.size() == detail.scaled(MAX_UNITS)) {
                    return rows;
                }
                ErlangProcess process = incident.process(member);
                rows.add(new UnitRow(
                        process.name(),
                        process.registeredName().isEmpty() ? null : process.pid(),
                        process.activity().label(),
                        process.state().label(),
                        group.blockedFrame(),
                        rank,
                        incident.memory().ofProcess(member)));
            }
        }
        return rows;
    }

    /// A stack as lines; a call that repeats itself is told once, with how often.
    static final class Frames {
        private Frames() {}

        static List<String> collapsed(List<ErlangFrame> frames) {
            List<String> lines = new ArrayList<>();
            int place = 0;
            while (place < frames.size()) {
                int next = place + 1;
                while (next < frames.size() && frames.get(next).equals(frames.get(place))) {
                    next++;
                }
                String name = frames.get(place).qualifiedName();
                lines.add(next - place > 2 ? name + " × " + (next - place) : name);
                place = next;
            }
            return lines;
        }
    }
}
