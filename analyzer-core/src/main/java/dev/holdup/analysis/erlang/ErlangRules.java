package dev.holdup.analysis.erlang;

import dev.holdup.analysis.rules.Role;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of the book that are about Erlang, by what they know.
///
/// A rule's frames are `module:function/arity`. Its `threadNames` are registered names: for a victim that of the
/// process it waits for, which is enough where the dump has no stacks; for an owner its own.
final class ErlangRules {
    private final Map<String, List<Rule>> rulesByFrame = new HashMap<>();
    private final Map<String, Rule> victimRuleByCallee = new HashMap<>();
    private final Map<String, Rule> ownerRuleByName = new HashMap<>();

    ErlangRules(RuleBook book) {
        for (Rule rule : book.erlangRules()) {
            for (String frame : rule.frames()) {
                rulesByFrame.computeIfAbsent(frame, _ -> new ArrayList<>()).add(rule);
            }
            for (String name : rule.threadNames()) {
                (rule.role() == Role.VICTIM ? victimRuleByCallee : ownerRuleByName).putIfAbsent(name, rule);
            }
        }
    }

    /// The rule that knows what such a process waits for.
    ///
    /// @param callee registered name of the process that it waits for; empty if it has none, or is no process
    @Nullable
    Rule victim(List<ErlangFrame> frames, Activity activity, String callee) {
        Rule byFrame = byFrame(Role.VICTIM, frames, activity);
        return byFrame == null ? victimRuleByCallee.get(callee) : byFrame;
    }

    /// The rule that knows what such a process does, by its frames.
    @Nullable
    Rule owner(List<ErlangFrame> frames, Activity activity) {
        return byFrame(Role.OWNER, frames, activity);
    }

    /// The rule about a process of this registered name.
    @Nullable
    Rule named(String registeredName) {
        return ownerRuleByName.get(registeredName);
    }

    /// The one whose frame is nearest the top; among equals the first of the book.
    private @Nullable Rule byFrame(Role role, List<ErlangFrame> frames, Activity activity) {
        int depth = Math.min(RuleBook.DEPTH, frames.size());
        for (int frameIndex = 0; frameIndex < depth; frameIndex++) {
            String name = frames.get(frameIndex).qualifiedName();
            for (Rule rule : rulesByFrame.getOrDefault(name, List.of())) {
                if (rule.role() == role
                        && rule.states().contains(activity)
                        && (!rule.direct() || frameIndex == 0)
                        && hasOneOf(rule.above(), frames, 0, frameIndex)
                        && hasOneOf(rule.below(), frames, frameIndex + 1, depth)) {
                    return rule;
                }
            }
        }
        return null;
    }

    /// True if nothing is wanted.
    private static boolean hasOneOf(List<String> wanted, List<ErlangFrame> frames, int from, int to) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (int frameIndex = from; frameIndex < to; frameIndex++) {
            if (wanted.contains(frames.get(frameIndex).qualifiedName())) {
                return true;
            }
        }
        return false;
    }
}
