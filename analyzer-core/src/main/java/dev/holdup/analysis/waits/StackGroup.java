package dev.holdup.analysis.waits;

import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.Activity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Units that stand at the same place for the same reason.
///
/// @param index position in [StackGroups#groups]
/// @param rule that knows them; null if none does
/// @param blockedFrame `class.method`, or [#NO_STACK]
/// @param activity of most of them
/// @param lockClass class of what most of them wait for, binary name; empty if no dump says
/// @param members in the order of [JoinedUnits#units]; never empty
public record StackGroup(
        int index,
        @Nullable Rule rule,
        Subsystem subsystem,
        String blockedFrame,
        Activity activity,
        String lockClass,
        GroupRole role,
        List<Unit> members) {
    public static final String NO_STACK = "no stack";

    public boolean idle() {
        return role == GroupRole.IDLE;
    }

    public int size() {
        return members.size();
    }
}
