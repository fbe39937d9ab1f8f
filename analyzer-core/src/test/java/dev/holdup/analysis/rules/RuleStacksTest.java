package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule with a stack made of the frames of its own library.
class RuleStacksTest {
    private static final RuleBook BOOK = RuleBook.builtIn();
    private static final List<RuleStacks.Entry> ENTRIES = RuleStacks.read();

    /// What is known by other than its frames, or needs the heap.
    private static final Set<String> WITHOUT_STACK =
            Set.of("class-initialization", "idle-jvm-service", "hikari-cannot-connect");

    static List<RuleStacks.Entry> entries() {
        return ENTRIES;
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aRealisticStackIsKnownByItsRule(RuleStacks.Entry entry) {
        assertThat(matched(entry.activity(), entry.frames())).isEqualTo(entry.expected());
    }

    @Test
    void everyRuleHasAStack() {
        Set<String> missing = new TreeSet<>();
        RuleLibrariesTest.ofTheJvm(BOOK).forEach(rule -> missing.add(rule.id()));
        ENTRIES.forEach(entry -> missing.remove(entry.rule()));
        missing.removeAll(WITHOUT_STACK);

        assertThat(missing).isEmpty();
    }

    @Test
    void everyFrameOfTheStacksIsAMethodOfTheLibraryOrTheJdk() throws Exception {
        List<String> missing = new ArrayList<>();
        try (RuleLibraries libraries = RuleLibraries.open(RuleLibraries.homeOf17())) {
            for (RuleStacks.Entry entry : ENTRIES) {
                Rule rule = BOOK.rules().stream()
                        .filter(candidate -> candidate.id().equals(entry.rule()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no rule " + entry.rule()));
                List<String> places = new ArrayList<>(RuleLibrariesTest.of(rule));
                places.addAll(List.of("jdk:25", "jdk:17"));
                for (JvmFrame frame : entry.frames()) {
                    boolean there = frame.className().startsWith("com.acme.")
                            || places.stream()
                                    .flatMap(place -> libraries.find(place, frame.className()).stream())
                                    .anyMatch(declared -> declared.methods().contains(frame.method()));
                    if (!there) {
                        missing.add(entry.rule() + ": " + frame.qualifiedName());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// The alternatives for version drift, each with what the rule asks of the frames around it.
    ///
    /// Where a rule asks for a frame nearer the top, or is a fallback, another rule may know that place better;
    /// that nobody knows it is a mistake.
    @Test
    void everyAlternativeFrameOfARuleMatches() {
        List<String> unmatched = new ArrayList<>();
        for (Rule rule : RuleLibrariesTest.ofTheJvm(BOOK)) {
            for (String frame : rule.frames()) {
                List<String> stack = new ArrayList<>();
                Activity activity = EnumSet.copyOf(rule.states()).iterator().next();
                if (activity == Activity.WAITING) {
                    stack.add("jdk.internal.misc.Unsafe.park");
                }
                rule.above().stream().limit(1).forEach(stack::add);
                stack.add(frame);
                rule.below().stream().limit(1).forEach(stack::add);
                Observed thread =
                        new Observed("t", activity, Stacks.frames(String.join("\n", stack)), false, condition -> true);
                Rule matched = BOOK.match(thread).map(RuleMatch::rule).orElse(null);
                boolean othersPlace = rule.fallback() || !rule.above().isEmpty();
                if (matched == null
                        || (matched != rule && !othersPlace && matched.heap().isEmpty())) {
                    unmatched.add(
                            rule.id() + ": " + frame + " is known by " + (matched == null ? "none" : matched.id()));
                }
            }
        }
        assertThat(unmatched).isEmpty();
    }

    private static String matched(Activity activity, List<JvmFrame> frames) {
        Optional<RuleMatch> match = BOOK.match(new Observed("t", activity, frames, false));
        return match.map(found -> found.rule().id()).orElse("");
    }
}
