package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitReason;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups in the order in which a report shows them: those that wait for another one, running ones, idle
/// ones, ended ones; within each by retained bytes, then by units.
final class RankedGroups {
    /// Further groups are left out of the report: each is a handful of running threads.
    static final int MAX_GROUPS = 300;

    static final int MAX_MEMBERS = 50;
    static final int MAX_UNITS = 10_000;
    /// Units whose places in each dump are told.
    static final int MAX_MOVED = 1_000;

    private final Incident incident;
    private final Detail detail;
    private final List<StackGroup> ranked;
    private final int[] rankByGroup;

    RankedGroups(Incident incident, Detail detail) {
        this.incident = incident;
        this.detail = detail;
        this.ranked = incident.groups().groups().stream()
                .sorted(Comparator.comparingInt(this::bucket)
                        .thenComparing(this::retained, Comparator.reverseOrder())
                        .thenComparing(StackGroup::size, Comparator.reverseOrder())
                        .thenComparing(StackGroup::blockedFrame)
                        .thenComparingInt(StackGroup::index))
                .limit(MAX_GROUPS)
                .toList();
        this.rankByGroup = new int[incident.groups().groups().size()];
        Arrays.fill(rankByGroup, -1);
        for (int rank = 0; rank < ranked.size(); rank++) {
            rankByGroup[ranked.get(rank).index()] = rank;
        }
    }

    /// Index in the report's list of groups; null if it was left out.
    @Nullable
    Integer rank(StackGroup group) {
        int rank = rankByGroup[group.index()];
        return rank < 0 ? null : rank;
    }

    int leftOut() {
        return incident.groups().groups().size() - ranked.size();
    }

    List<StackGroup> inOrder() {
        return ranked;
    }

    List<Group> toFindings() {
        return ranked.stream().map(this::group).toList();
    }

    List<UnitRow> unitTable(MergedStacks stacks) {
        List<UnitRow> rows = new ArrayList<>();
        LargestHeldLocals locals = new LargestHeldLocals(incident, detail);
        int moved = 0;
        for (int rank = 0; rank < ranked.size(); rank++) {
            StackGroup group = ranked.get(rank);
            for (Unit unit : group.members()) {
                if (rows.size() == detail.scaled(MAX_UNITS)) {
                    return rows;
                }
                Thread.State state = unit.state();
                UnitPace pace = UnitPace.of(unit, incident);
                moved += pace.moments() == null ? 0 : 1;
                rows.add(new UnitRow(
                        unit.name(),
                        unit.id(),
                        unit.activity().label(),
                        state == null ? null : state.name(),
                        group.blockedFrame(),
                        rank,
                        incident.retainedOf(unit),
                        pace.pace(),
                        pace.cpuMillis(),
                        pace.elapsedMillis(),
                        moved > detail.scaled(MAX_MOVED) ? null : pace.moments(),
                        stacks.nodeOf(unit),
                        locals.of(unit)));
            }
        }
        return rows;
    }

    private int bucket(StackGroup group) {
        if (group.activity() == Activity.ENDED) {
            return 3;
        }
        return switch (incident.roleOf(group)) {
            case VICTIM, UNEXPLAINED, OWNER -> 0;
            case RUNNING -> 1;
            case IDLE -> 2;
        };
    }

    private long retained(StackGroup group) {
        Long retained = incident.retainedOf(group);
        return retained == null ? 0 : retained;
    }

    private Group group(StackGroup group) {
        Long retained = incident.retainedOf(group);
        GroupOwner owner = incident.ownerOf(group);
        Rule rule = group.rule();
        MemoryFacts memory = incident.memory();
        Resource resource = incident.resourceOf(group);
        return new Group(
                group.subsystem(),
                group.blockedFrame(),
                group.activity().label(),
                group.idle(),
                incident.roleOf(group).label(),
                rule == null ? null : rule.id(),
                group.size(),
                retained,
                retained == null ? null : Math.max(0, retained - sumOfMembers(group)),
                waitsFor(group),
                owner == null ? null : OwnerWords.owner(owner, incident),
                group.members().stream()
                        .limit(detail.scaled(MAX_MEMBERS))
                        .map(Unit::name)
                        .toList(),
                stack(group),
                memory == null || retained == null
                        ? List.of()
                        : memory.figures().holdingsOfGroup(group.index()),
                rule == null || rule.explanation().isEmpty() ? null : String.join(" ", rule.explanation()),
                resource == null ? null : new ResourceWords(resource, incident).toFinding(),
                facts(group));
    }

    private @Nullable List<Group.Fact> facts(StackGroup group) {
        MemoryFacts memory = incident.memory();
        List<Group.Fact> facts = memory == null ? List.of() : memory.facts().of(group);
        return facts.isEmpty() ? null : facts;
    }

    private long sumOfMembers(StackGroup group) {
        long sum = 0;
        for (Unit member : group.members()) {
            Long retained = incident.retainedOf(member);
            sum += retained == null ? 0 : retained;
        }
        return sum;
    }

    private Group.@Nullable WaitsFor waitsFor(StackGroup group) {
        if (group.idle() || group.lockClass().isEmpty()) {
            return null;
        }
        long address = LockUse.NO_ADDRESS;
        boolean same = true;
        WaitReason told = null;
        for (Unit member : group.members()) {
            WaitReason reason = incident.waits().reason(member);
            if (reason == null || reason.address() == LockUse.NO_ADDRESS) {
                continue;
            }
            same &= address == LockUse.NO_ADDRESS || address == reason.address();
            address = reason.address();
            told = reason;
        }
        Rule rule = group.rule();
        String what = rule != null && !rule.waits().isEmpty()
                ? rule.waits()
                : switch (told) {
                    case null -> "for a lock";
                    case WaitReason.Monitor _ -> "to enter a synchronized block";
                    case WaitReason.Synchronizer _ -> "to be unparked";
                    case WaitReason.Notification _ -> "to be notified";
                    case WaitReason.ClassInitialization _ -> "for a class to be initialised";
                    case WaitReason.ThreadEnd _ -> "for another thread to end";
                    case WaitReason.Result _ -> "for the result of a task";
                };
        boolean known = same && address != LockUse.NO_ADDRESS && address != 0;
        return new Group.WaitsFor(group.lockClass(), known ? Words.address(address) : null, what);
    }

    /// The stack of the first member, as the heap shows it if it shows the thread at the same place: then with
    /// sizes.
    private List<Group.Frame> stack(StackGroup group) {
        Unit shown = group.members().getFirst();
        for (Unit member : group.members()) {
            if (!heapStack(member, group).isEmpty()) {
                shown = member;
                break;
            }
        }
        List<JvmFrame> heapFrames = heapStack(shown, group);
        List<JvmFrame> frames = heapFrames.isEmpty() ? shown.frames() : heapFrames;
        JvmThread latest = shown.latest();
        boolean asPrinted = latest != null && samePlaces(latest.frames(), frames);
        List<Group.Frame> told = new ArrayList<>();
        for (int frameIndex = 0; frameIndex < Math.min(frames.size(), OwnerWords.MAX_STACK); frameIndex++) {
            Long retained = heapFrames.isEmpty() ? null : retainedOfFrame(group, heapFrames, frameIndex);
            Source source = asPrinted && latest != null ? lockLine(latest, frameIndex) : null;
            told.add(new Group.Frame(frames.get(frameIndex).text(), retained, source));
        }
        return told;
    }

    private @Nullable Long retainedOfFrame(StackGroup group, List<JvmFrame> frames, int frameIndex) {
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return null;
        }
        long sum = 0;
        for (Unit member : group.members()) {
            HeapThread heapThread = member.heapThread();
            if (heapThread != null && samePlaces(heapThread.frames(), frames)) {
                sum += memory.figures().retainedOfFrame(member.heapIndex(), frameIndex);
            }
        }
        return sum;
    }

    /// As the heap shows it, with which sizes go; empty if it does not show it there.
    List<JvmFrame> heapStack(Unit member, StackGroup group) {
        HeapThread heapThread = member.heapThread();
        if (incident.memory() == null || heapThread == null) {
            return List.of();
        }
        boolean there = heapThread.frames().equals(member.frames())
                || heapThread.frames().stream()
                        .anyMatch(frame -> frame.qualifiedName().equals(group.blockedFrame()));
        return there ? heapThread.frames() : List.of();
    }

    private static boolean samePlaces(List<JvmFrame> one, List<JvmFrame> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int frameIndex = 0; frameIndex < one.size(); frameIndex++) {
            JvmFrame left = one.get(frameIndex);
            JvmFrame right = other.get(frameIndex);
            if (!left.method().equals(right.method()) || !left.className().equals(right.className())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Source lockLine(JvmThread thread, int frameIndex) {
        for (LockUse use : thread.locks()) {
            if (use.frameIndex() == frameIndex) {
                return new Source(thread.location().input(), use.line(), null);
            }
        }
        return null;
    }

    static @Nullable Source source(@Nullable SourceLocation location) {
        return switch (location) {
            case null -> null;
            case SourceLocation.InText(String input, int line) -> new Source(input, line, null);
            case SourceLocation.InFile(String input, long offset) -> new Source(input, null, offset);
        };
    }
}
