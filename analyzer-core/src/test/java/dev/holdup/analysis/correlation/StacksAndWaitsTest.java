package dev.holdup.analysis.correlation;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Waits;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What pictures are drawn from: the merged stacks and the folded waits.
class StacksAndWaitsTest {

    @Test
    void everyUnitFindsItsStackInTheTree() {
        Random random = new Random(7);
        List<String> stacks = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        for (int number = 1; number <= 300; number++) {
            StringBuilder stack = new StringBuilder();
            for (int frame = 0; frame < 2 + random.nextInt(6); frame++) {
                stack.append("a.A.m").append(random.nextInt(3)).append('\n');
            }
            stacks.add(stack.toString());
            threads.add(thread("t" + number, number, "RUNNABLE", stack.toString()));
        }

        Correlation correlation = correlate(dump(threads.toArray(String[]::new)));

        StackTree tree = correlation.stacks();
        assertThat(correlation.unitTable()).hasSize(300).allSatisfy(row -> {
            int number = Integer.parseInt(row.unit().substring(1));
            assertThat(stackOf(row, tree)).isEqualTo(stacks.get(number - 1));
        });
        assertThat(tree.unitsByNode().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(300);
        assertThat(tree.retainedByNode()).isNull();
        assertThat(tree.leftOut()).isZero();
    }

    @Test
    void nodesOfAGroupStandTogetherAndNoPathIsThereTwice() {
        Correlation correlation = correlate(dump(
                thread("a", 1, "RUNNABLE", "a.A.run\na.A.main"),
                thread("b", 2, "RUNNABLE", "a.A.run\na.A.main"),
                thread("c", 3, "RUNNABLE", "b.B.run\na.A.main")));

        StackTree tree = correlation.stacks();
        assertThat(tree.parentByNode()).containsExactly(-1, 0, -1, 2);
        assertThat(tree.unitsByNode()).containsExactly(0, 2, 0, 1);
        assertThat(tree.firstNodeByGroup()).containsExactly(0, 2, 4);
        assertThat(tree.frames()).hasSize(3);
    }

    @Test
    void stacksBeyondTheCapAreCountedNotDrawn() {
        List<String> threads = new ArrayList<>();
        for (int number = 1; number <= 400; number++) {
            threads.add(thread("t" + number, number, "RUNNABLE", "a.A.m" + number + "\nb.B.run\n".repeat(20)));
        }

        Correlation correlation = correlate(dump(threads.toArray(String[]::new)));

        StackTree tree = correlation.stacks();
        assertThat(tree.parentByNode().size()).isLessThanOrEqualTo(6_000);
        assertThat(tree.leftOut()).isPositive();
        assertThat(correlation.unitTable().stream().filter(row -> row.stack() == null))
                .hasSizeGreaterThanOrEqualTo(tree.leftOut());
    }

    @Test
    void twoThousandWaitersAreOneNode() {
        List<String> threads = new ArrayList<>(
                List.of(thread("owner", 5000, "RUNNABLE", "a.A.write\n- locked <0x10> (a a.Lock)\na.A.log")));
        for (int number = 1; number <= 2_000; number++) {
            threads.add(thread(
                    "w" + number,
                    number,
                    "BLOCKED (on object monitor)",
                    "a.A.log\n- waiting to lock <0x10> (a a.Lock)\na.A.run"));
        }

        Waits waits = correlate(dump(threads.toArray(String[]::new))).waits();

        assertThat(waits.nodes()).extracting(Waits.Node::kind).containsExactly("group", "unit");
        assertThat(waits.nodes().getFirst().units()).isEqualTo(2_000);
        assertThat(waits.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.units()).isEqualTo(2_000);
            assertThat(edge.className()).isEqualTo("a.Lock");
            assertThat(edge.address()).isEqualTo("0x10");
            assertThat(edge.cyclic()).isFalse();
        });
    }

    @Test
    void aDeadlockIsACircleOfUnitsAndTheQueueBehindItIsNot() {
        List<String> threads = new ArrayList<>(List.of(
                thread(
                        "one",
                        901,
                        "BLOCKED (on object monitor)",
                        "a.A.go\n- waiting to lock <0x20> (a a.L)\n- locked <0x10> (a a.L)"),
                thread(
                        "two",
                        902,
                        "BLOCKED (on object monitor)",
                        "a.A.go\n- waiting to lock <0x10> (a a.L)\n- locked <0x20> (a a.L)")));
        for (int number = 1; number <= 60; number++) {
            threads.add(thread(
                    "w" + number, number, "BLOCKED (on object monitor)", "a.A.go\n- waiting to lock <0x10> (a a.L)"));
        }

        Waits waits = correlate(dump(threads.toArray(String[]::new))).waits();

        assertThat(waits.edges().stream().filter(Waits.Edge::cyclic))
                .extracting(edge -> waits.nodes().get(edge.from()).label() + " → "
                        + waits.nodes().get(edge.to()).label())
                .containsExactlyInAnyOrder("one → two", "two → one");
        assertThat(waits.edges().stream().filter(edge -> !edge.cyclic()))
                .singleElement()
                .satisfies(edge -> assertThat(edge.units()).isEqualTo(60));
    }

    private static Correlation correlate(ThreadDump dump) {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(List.of(), List.of(dump)));
        return Correlation.of(waits, StackGroups.of(waits, RuleBook.builtIn()), null);
    }

    private static String stackOf(UnitRow row, StackTree tree) {
        StringBuilder stack = new StringBuilder();
        for (int node = requireNonNull(row.stack());
                node >= 0;
                node = tree.parentByNode().get(node)) {
            String frame = tree.frames().get(tree.frameByNode().get(node));
            stack.append(frame, 0, frame.indexOf('(')).append('\n');
        }
        return stack.toString();
    }
}
