package dev.holdup.analysis.erlang;

import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All processes in groups: those with the same part in the story, the same place and the same target.
///
/// A process that waits in a receive, has no mail and has called nobody waits for work: it is idle, wherever it stands.
final class ProcessGroups {
    static final String NO_STACK = "(no current function)";
    /// So much mail in the box of one that waits: it waits for a message that is not there.
    private static final long UNREAD_MESSAGES = 100;

    private record Key(GroupRole role, String blockedFrame, String target, String ruleId) {}

    private static final class Members {
        final Key key;
        final Activity activity;
        final @Nullable Rule rule;
        final @Nullable ProcessWait wait;
        int[] processes = new int[4];
        int count;

        Members(Key key, Activity activity, @Nullable Rule rule, @Nullable ProcessWait wait) {
            this.key = key;
            this.activity = activity;
            this.rule = rule;
            this.wait = wait;
        }

        void add(int process) {
            if (count == processes.length) {
                processes = Arrays.copyOf(processes, count * 2);
            }
            processes[count++] = process;
        }
    }

    private final List<ErlangProcess> processes;
    private final ProcessWaits waits;
    private final ErlangRules rules;
    private final Map<Key, Members> membersByKey = new LinkedHashMap<>();
    private final List<ProcessGroup> groups = new ArrayList<>();
    private final int[] groupByProcess;

    private ProcessGroups(List<ErlangProcess> processes, ProcessWaits waits, ErlangRules rules) {
        this.processes = processes;
        this.waits = waits;
        this.rules = rules;
        this.groupByProcess = new int[processes.size()];
    }

    static ProcessGroups of(List<ErlangProcess> processes, ProcessWaits waits, ErlangRules rules) {
        ProcessGroups groups = new ProcessGroups(processes, waits, rules);
        for (int process = 0; process < processes.size(); process++) {
            groups.add(process);
        }
        for (Members members : groups.membersByKey.values()) {
            int[] indexes = Arrays.copyOf(members.processes, members.count);
            int index = groups.groups.size();
            groups.groups.add(new ProcessGroup(
                    index,
                    members.key.role(),
                    members.key.blockedFrame(),
                    members.activity,
                    members.rule,
                    members.wait,
                    indexes));
            for (int process : indexes) {
                groups.groupByProcess[process] = index;
            }
        }
        return groups;
    }

    private void add(int index) {
        ErlangProcess process = processes.get(index);
        ProcessWait wait = waits.of(index);
        GroupRole role = role(process, index, wait);
        Rule rule = switch (role) {
            case VICTIM -> rules.victim(process.frames(), process.activity(), callee(wait));
            case OWNER, UNEXPLAINED, RUNNING -> rules.owner(process.frames(), process.activity());
            case IDLE -> null;
        };
        Key key = new Key(role, place(process, role, rule), target(index, role, wait), rule == null ? "" : rule.id());
        membersByKey
                .computeIfAbsent(key, fresh -> new Members(fresh, process.activity(), rule, wait))
                .add(index);
    }

    private GroupRole role(ErlangProcess process, int index, @Nullable ProcessWait wait) {
        if (wait instanceof ProcessWait.Answer || (wait != null && waits.waiters(index) == 0)) {
            return GroupRole.VICTIM;
        }
        if (waits.waiters(index) > 0) {
            return GroupRole.OWNER;
        }
        return switch (process.activity()) {
            case RUNNING, ENDED -> GroupRole.RUNNING;
            case BLOCKED -> GroupRole.UNEXPLAINED;
            case WAITING, SLEEPING ->
                process.messageQueueLength() >= UNREAD_MESSAGES ? GroupRole.UNEXPLAINED : GroupRole.IDLE;
        };
    }

    /// An owner stands for itself; victims of one target stand together.
    private String target(int index, GroupRole role, @Nullable ProcessWait wait) {
        return role == GroupRole.OWNER ? processes.get(index).pid() : wait == null ? "" : wait.target();
    }

    private static String place(ErlangProcess process, GroupRole role, @Nullable Rule rule) {
        if (process.frames().isEmpty()) {
            return NO_STACK;
        }
        if (rule != null) {
            String named = rule.blockedFrame();
            if (named != null && role == GroupRole.VICTIM) {
                return named;
            }
        }
        return role == GroupRole.VICTIM
                ? WaitingCalls.telling(process.frames())
                : process.frames().getFirst().enclosing().qualifiedName();
    }

    private String callee(@Nullable ProcessWait wait) {
        return wait instanceof ProcessWait.Answer answer
                ? processes.get(answer.process()).registeredName()
                : wait instanceof ProcessWait.Absent absent ? absent.target() : "";
    }

    List<ProcessGroup> all() {
        return groups;
    }

    ProcessGroup of(int process) {
        return groups.get(groupByProcess[process]);
    }
}
