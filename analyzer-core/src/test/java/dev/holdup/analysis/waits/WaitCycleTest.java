package dev.holdup.analysis.waits;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitCycleTest {

    @Test
    void aPairAndItsBystandersMakeOneCycleOfTwo() {
        // 2 → 0 ⇄ 1 ← 3 ← 4, 5 waits for nobody
        assertThat(WaitCycle.in(new int[] {1, 0, 0, 1, 3, -1})).containsExactly(List.of(0, 1));
    }

    @Test
    void aCycleBeginsWithItsSmallestMemberAndGoesTheWayOfWaiting() {
        assertThat(WaitCycle.in(new int[] {-1, 3, 1, 2})).containsExactly(List.of(1, 3, 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void cyclesAreThoseThatFollowingEveryNodeFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int[] next = new int[1 + random.nextInt(30)];
            for (int node = 0; node < next.length; node++) {
                next[node] = random.nextInt(3) == 0 ? -1 : random.nextInt(next.length);
            }
            Set<Set<Integer>> found = new HashSet<>();
            WaitCycle.in(next).forEach(cycle -> found.add(new HashSet<>(cycle)));
            assertThat(WaitCycle.in(next)).hasSameSizeAs(found);
            assertThat(found).isEqualTo(byFollowingEveryNode(next));
        }
    }

    @Test
    void aChainOfAHundredThousandNeedsNoStack() {
        int[] next = new int[100_000];
        for (int node = 0; node < next.length; node++) {
            next[node] = (node + 1) % next.length;
        }
        assertThat(WaitCycle.in(next))
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(100_000);
    }

    @Test
    void whatTheJvmReportsIsCheckedAgainstTheEdges() {
        String one = thread(
                "one",
                1,
                "BLOCKED (on object monitor)",
                "a.A.one\n- waiting to lock <0x20> (a a.L)\na.A.run\n- locked <0x10> (a a.L)");
        String two = thread(
                "two",
                2,
                "BLOCKED (on object monitor)",
                "a.A.two\n- waiting to lock <0x10> (a a.L)\na.A.run\n- locked <0x20> (a a.L)");
        String section = """
                Found one Java-level deadlock:
                =============================
                "one":
                  waiting to lock monitor 0x00007f01 (object 0x20, a a.L),
                  which is held by "two"

                "two":
                  waiting to lock monitor 0x00007f02 (object 0x10, a a.L),
                  which is held by "one"

                """;
        ThreadDump dump = dump(one, two, section);

        List<WaitCycle> cycles = WaitCycle.of(WaitForGraph.of(JoinedUnits.of(List.of(), List.of(dump))));

        assertThat(dump.deadlocks()).hasSize(1);
        assertThat(cycles).containsExactly(new WaitCycle(List.of(0, 1), true, true));
    }

    private static Set<Set<Integer>> byFollowingEveryNode(int[] next) {
        Set<Set<Integer>> cycles = new HashSet<>();
        for (int start = 0; start < next.length; start++) {
            List<Integer> path = new ArrayList<>();
            int node = start;
            for (int step = 0; step <= next.length && node >= 0; step++) {
                path.add(node);
                node = next[node];
                if (node == start) {
                    cycles.add(new HashSet<>(path));
                    break;
                }
            }
        }
        return cycles;
    }
}
