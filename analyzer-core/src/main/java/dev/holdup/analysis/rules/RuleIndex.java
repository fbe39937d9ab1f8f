package dev.holdup.analysis.rules;

import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules by the frames and names they know. See [RuleBook] for which of several is best.
final class RuleIndex {
    private static final int USERS = -100;

    /// @param rank smaller goes first
    private record Ranked(Rule rule, int rank, int order) {}

    private final List<Rule> rules;
    private final Map<String, Map<String, List<Ranked>>> byClassAndMethod = new HashMap<>();
    private final List<Ranked> byName = new ArrayList<>();
    private final List<Ranked> withoutFrames = new ArrayList<>();

    RuleIndex(List<Rule> usersRules, List<Rule> builtIn) {
        Set<String> usersIds = new HashSet<>();
        List<Rule> all = new ArrayList<>();
        for (Rule rule : usersRules) {
            usersIds.add(rule.id());
            add(rule, USERS + rank(rule), all);
        }
        for (Rule rule : builtIn) {
            if (!usersIds.contains(rule.id())) {
                add(rule, rank(rule), all);
            }
        }
        withoutFrames.sort(Comparator.comparingInt(Ranked::rank).thenComparingInt(Ranked::order));
        rules = List.copyOf(all);
    }

    List<Rule> rules() {
        return rules;
    }

    /// The rule that knows the thread best.
    Optional<RuleMatch> match(Observed thread) {
        Ranked best = null;
        int bestFrame = -1;
        List<JvmFrame> frames = thread.frames();
        int depth = Math.min(RuleBook.DEPTH, frames.size());
        int machinery = -1;
        for (int frameIndex = 0; frameIndex < depth; frameIndex++) {
            JvmFrame frame = frames.get(frameIndex);
            Map<String, List<Ranked>> byMethod = byClassAndMethod.get(frame.className());
            List<Ranked> candidates = byMethod == null ? null : byMethod.get(frame.method());
            if (candidates == null) {
                continue;
            }
            if (machinery < 0) {
                machinery = WaitingMachinery.depth(frames);
            }
            for (Ranked candidate : candidates) {
                if (isBetter(candidate, best, frameIndex, bestFrame)
                        && holds(candidate.rule(), thread, frameIndex, machinery)) {
                    best = candidate;
                    bestFrame = frameIndex;
                }
            }
        }
        for (Ranked candidate : frames.isEmpty() ? byName : withoutFrames) {
            boolean named = !frames.isEmpty() || isNamed(candidate.rule(), thread.name());
            if (named && stateHolds(candidate.rule(), thread) && (best == null || candidate.rank() < best.rank())) {
                best = candidate;
                bestFrame = -1;
            }
        }
        return best == null ? Optional.empty() : Optional.of(new RuleMatch(best.rule(), bestFrame));
    }

    private void add(Rule rule, int rank, List<Rule> all) {
        Ranked ranked = new Ranked(rule, rank, all.size());
        all.add(rule);
        if (rule.isAboutErlang()) {
            // Matched by the analysis of crash dumps itself.
            return;
        }
        for (String frame : rule.frames()) {
            int dot = frame.lastIndexOf('.');
            byClassAndMethod
                    .computeIfAbsent(frame.substring(0, dot), name -> new HashMap<>())
                    .computeIfAbsent(frame.substring(dot + 1), name -> new ArrayList<>())
                    .add(ranked);
        }
        if (!rule.threadNames().isEmpty()) {
            byName.add(ranked);
        } else if (rule.frames().isEmpty()) {
            withoutFrames.add(ranked);
        }
    }

    /// A rule that asks the heap as well knows better than one of its kind that does not.
    private static int rank(Rule rule) {
        return 10 * kind(rule) - (rule.heap().isEmpty() ? 0 : 1);
    }

    private static int kind(Rule rule) {
        if (rule.fallback()) {
            return 4;
        }
        if (rule.classInitialization() || rule.first()) {
            return 0;
        }
        return switch (rule.role()) {
            case IDLE -> 1;
            case VICTIM -> 2;
            case OWNER -> 3;
        };
    }

    private static boolean isBetter(Ranked candidate, @Nullable Ranked best, int frameIndex, int bestFrame) {
        if (best == null || candidate.rank() != best.rank()) {
            return best == null || candidate.rank() < best.rank();
        }
        return frameIndex == bestFrame && candidate.order() < best.order();
    }

    private static boolean holds(Rule rule, Observed thread, int frameIndex, int machinery) {
        List<JvmFrame> frames = thread.frames();
        int end = Math.min(RuleBook.DEPTH, frames.size());
        return stateHolds(rule, thread)
                && (!rule.direct() || frameIndex <= machinery)
                && (rule.above().isEmpty() || hasOneOf(rule.above(), frames, 0, frameIndex))
                && (rule.below().isEmpty() || hasOneOf(rule.below(), frames, frameIndex + 1, end))
                && (rule.unless().isEmpty() || !hasOneOf(rule.unless(), frames, 0, frameIndex))
                && (rule.heap().isEmpty() || rule.heap().stream().allMatch(thread.heap()));
    }

    private static boolean stateHolds(Rule rule, Observed thread) {
        return rule.states().contains(thread.activity())
                && (!rule.classInitialization() || thread.classInitialization());
    }

    private static boolean hasOneOf(List<String> wanted, List<JvmFrame> frames, int from, int to) {
        for (int frameIndex = from; frameIndex < to; frameIndex++) {
            if (wanted.contains(frames.get(frameIndex).qualifiedName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Rule rule, String name) {
        for (String pattern : rule.threadNames()) {
            boolean open = pattern.endsWith("*");
            if (open ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
