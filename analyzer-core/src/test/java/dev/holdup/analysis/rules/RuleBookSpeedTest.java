package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ten thousand threads against the whole book.
class RuleBookSpeedTest {
    private static final int THREADS = 10_000;

    /// What one look at a thread may cost; it takes a few microseconds. A search through all rules for each frame, of
    /// which there are hundreds, takes a hundred times as long.
    private static final double MOST_MICROSECONDS = 100;

    @Test
    void aThreadIsLookedUpByItsFramesNotByTheNumberOfRules() {
        RuleBook book = RuleBook.builtIn();
        List<RuleStacks.Entry> stacks = RuleStacks.read();
        List<Observed> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            RuleStacks.Entry entry = stacks.get(number % stacks.size());
            List<JvmFrame> frames = new ArrayList<>(entry.frames());
            for (int depth = 0; frames.size() < RuleBook.DEPTH; depth++) {
                frames.add(new JvmFrame("com.acme.Layer" + depth, "call" + number % 50, null, JvmFrame.UNKNOWN));
            }
            threads.add(new Observed("t-" + number, entry.activity(), frames, false));
        }
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        int matched = 0;
        long began = 0;
        // The first rounds are for the compiler.
        for (int round = 0; round < 3; round++) {
            began = cpu.getCurrentThreadCpuTime();
            matched = 0;
            for (Observed thread : threads) {
                matched += book.match(thread).isPresent() ? 1 : 0;
            }
        }
        double microseconds = (cpu.getCurrentThreadCpuTime() - began) / 1e3 / THREADS;

        assertThat(book.rules().size()).isGreaterThan(150);
        assertThat(matched).isEqualTo(THREADS);
        System.out.printf("matched a thread in %.2f µs of CPU time%n", microseconds);
        assertThat(microseconds).isLessThan(MOST_MICROSECONDS);
        assertThat(book.match(new Observed("t", Activity.RUNNING, Stacks.frames("com.acme.A.b"), false)))
                .isEmpty();
    }
}
