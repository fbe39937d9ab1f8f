package dev.holdup.analysis.correlation;

import dev.holdup.analysis.waits.BlockedFrame;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.KnownBy;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The groups of now, looked for in every thread dump.
///
/// @param countByDump `countByDump[dump][group]` units that stood at that group's place
/// @param placeByDump `placeByDump[dump][unit]` the group at whose place it stood, −1 for none
/// @param frameByDump `frameByDump[dump][unit]` where it stood; [#NOWHERE] if the dump does not show it
/// @param listsVirtualByDump `listsVirtualByDump[dump]` whether that dump shows virtual threads that no carrier runs
record GroupHistory(
        int[][] countByDump, int[][] placeByDump, BlockedFrame[][] frameByDump, boolean[] listsVirtualByDump) {
    static final BlockedFrame NOWHERE = new BlockedFrame("", -1);

    static GroupHistory of(WaitForGraph waits, StackGroups groups) {
        int dumps = waits.joined().dumps().size();
        int[][] counts = new int[dumps][groups.groups().size()];
        int[][] places = new int[dumps][waits.joined().units().size()];
        BlockedFrame[][] frames = new BlockedFrame[dumps][waits.joined().units().size()];
        Map<String, List<StackGroup>> byFrame = new HashMap<>();
        for (StackGroup group : groups.groups()) {
            byFrame.computeIfAbsent(group.blockedFrame(), frame -> new ArrayList<>(1))
                    .add(group);
        }
        for (int dump = 0; dump < dumps; dump++) {
            for (Unit unit : waits.joined().units()) {
                JvmThread thread = unit.sightings().get(dump);
                BlockedFrame frame = thread == null
                        ? NOWHERE
                        : dump == dumps - 1 ? groups.frameByUnit()[unit.index()] : groups.frameOf(thread, unit);
                frames[dump][unit.index()] = frame;
                StackGroup group = thread == null ? null : groupIn(dump == dumps - 1, frame, unit, groups, byFrame);
                places[dump][unit.index()] = group == null ? -1 : group.index();
                if (group != null) {
                    counts[dump][group.index()]++;
                }
            }
        }
        boolean[] listsVirtual = new boolean[dumps];
        for (int dump = 0; dump < dumps; dump++) {
            listsVirtual[dump] =
                    JoinedUnits.listsVirtualThreads(waits.joined().dumps().get(dump));
        }
        return new GroupHistory(counts, places, frames, listsVirtual);
    }

    int dumps() {
        return countByDump.length;
    }

    /// Members that stood at the group's place in every dump.
    int persistent(StackGroup group) {
        int persistent = 0;
        for (Unit member : group.members()) {
            boolean always = true;
            for (int dump = 0; dump < dumps(); dump++) {
                always &= placeByDump[dump][member.index()] == group.index() || !tells(dump, group);
            }
            persistent += always ? 1 : 0;
        }
        return persistent;
    }

    /// Whether a dump before the latest shows enough of the group at its place; true if no dump can tell.
    ///
    /// Members that no thread dump shows, such as virtual threads that are not mounted, say nothing about time.
    ///
    /// @param fewest members, whatever the share
    /// @param share of the members that the thread dumps show, 0 to 1
    boolean lasts(StackGroup group, int fewest, double share) {
        int shown = shown(group);
        boolean lasts = telling(group) < 2 || (shown < fewest && shown < group.size());
        for (int dump = 0; dump < dumps() - 1; dump++) {
            lasts |= countByDump[dump][group.index()] >= Math.max(fewest, share * shown);
        }
        return lasts;
    }

    /// Dumps that show such threads at all.
    int telling(StackGroup group) {
        int telling = 0;
        for (int dump = 0; dump < dumps(); dump++) {
            telling += tells(dump, group) ? 1 : 0;
        }
        return telling;
    }

    private boolean tells(int dump, StackGroup group) {
        return listsVirtualByDump[dump]
                || countByDump[dump][group.index()] > 0
                || !group.members().getFirst().virtual();
    }

    /// Members that at least one thread dump shows.
    int shown(StackGroup group) {
        return (int) group.members().stream()
                .filter(member -> member.sightings().stream().anyMatch(Objects::nonNull))
                .count();
    }

    /// Who held what the group waits for when the dump was taken: by its lock lines, otherwise the one running
    /// thread inside the code that the group waits to enter. Null if neither says.
    static @Nullable Unit ownerIn(
            int dump, StackGroup group, @Nullable GroupOwner now, WaitForGraph waits, GroupHistory history) {
        if (now != null && now.knownBy() == KnownBy.CONSUMER) {
            return now.direct().sightings().get(dump) == null ? null : now.direct();
        }
        Map<Unit, Integer> votes = new HashMap<>();
        for (Unit unit : waits.joined().units()) {
            if (history.placeByDump[dump][unit.index()] == group.index()) {
                Unit owner = waits.ownerIn(dump, unit);
                if (owner != null) {
                    votes.merge(owner, 1, Integer::sum);
                }
            }
        }
        Map.Entry<Unit, Integer> best = null;
        for (Map.Entry<Unit, Integer> vote : votes.entrySet()) {
            boolean better = best == null
                    || vote.getValue() > best.getValue()
                    || (vote.getValue().equals(best.getValue())
                            && vote.getKey().index() < best.getKey().index());
            best = better ? vote : best;
        }
        if (best != null) {
            return best.getKey();
        }
        return now == null ? null : onlyRunningInside(dump, group, waits, history);
    }

    /// Whether every dump shows the unit, and with the same stack.
    static boolean isMotionless(Unit unit) {
        List<JvmFrame> stack = null;
        for (JvmThread sighting : unit.sightings()) {
            if (sighting == null || (stack != null && !stack.equals(sighting.frames()))) {
                return false;
            }
            stack = sighting.frames();
        }
        return stack != null && !stack.isEmpty();
    }

    private static @Nullable Unit onlyRunningInside(
            int dump, StackGroup group, WaitForGraph waits, GroupHistory history) {
        Unit only = null;
        for (Unit unit : waits.joined().units()) {
            JvmThread thread = unit.sightings().get(dump);
            if (thread != null
                    && thread.state() == Thread.State.RUNNABLE
                    && history.placeByDump[dump][unit.index()] != group.index()
                    && passesThrough(thread.frames(), group.blockedFrame())) {
                if (only != null) {
                    return null;
                }
                only = unit;
            }
        }
        return only;
    }

    private static boolean passesThrough(List<JvmFrame> frames, String blockedFrame) {
        return frames.stream().anyMatch(frame -> frame.qualifiedName().equals(blockedFrame));
    }

    private static @Nullable StackGroup groupIn(
            boolean latest, BlockedFrame frame, Unit unit, StackGroups groups, Map<String, List<StackGroup>> byFrame) {
        StackGroup now = groups.groupOf(unit);
        if (latest) {
            return now;
        }
        List<StackGroup> candidates =
                byFrame.getOrDefault(frame.frameIndex() < 0 ? StackGroup.NO_STACK : frame.name(), List.of());
        if (candidates.contains(now)) {
            return now;
        }
        return candidates.isEmpty() ? null : candidates.getFirst();
    }
}
