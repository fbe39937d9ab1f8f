package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.dumps.model.Activity;
import org.jspecify.annotations.Nullable;

/// Processes that stand at the same place and wait for the same one.
///
/// @param index among all groups
/// @param blockedFrame where they stand, `module:function/arity`
/// @param rule that named it, null if none did
/// @param waitsFor what its first member waits for; all members wait for the same target; null if they wait for nobody
/// @param members indexes of processes, in the order of the dump
record ProcessGroup(
        int index,
        GroupRole role,
        String blockedFrame,
        Activity activity,
        @Nullable Rule rule,
        @Nullable ProcessWait waitsFor,
        int[] members) {

    int size() {
        return members.length;
    }

    boolean idle() {
        return role == GroupRole.IDLE;
    }

    Subsystem subsystem() {
        return rule == null ? Subsystem.NONE : rule.subsystem();
    }
}
