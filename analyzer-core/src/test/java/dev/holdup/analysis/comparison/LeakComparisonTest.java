package dev.holdup.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.comparison.Comparison.ClassChange;
import dev.holdup.analysis.findings.IncidentReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A leak in this JVM, dumped twice while it grows.
class LeakComparisonTest {
    private static final int FEW = 4_000;
    private static final int MANY = 12_000;
    private static final int BASKET = 10_000;

    private static final Map<String, Session> SESSIONS = new HashMap<>();

    private record Session(byte[] basket) {}

    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        SESSIONS.clear();
    }

    private static void logIn(int sessions) {
        for (int i = SESSIONS.size(); i < sessions; i++) {
            SESSIONS.put("user-" + i, new Session(new byte[BASKET]));
        }
    }

    @Test
    void theLeakThatGrewIsTheSameCauseAndWorse() throws Exception {
        logIn(FEW);
        IncidentReport before = TwoStates.heapOfThisJvm(folder.resolve("1.hprof"));
        logIn(MANY);
        IncidentReport after = TwoStates.heapOfThisJvm(folder.resolve("2.hprof"));

        Comparison comparison = TwoStates.compared(before, after);

        assertThat(before.verdict().kind()).isEqualTo("retained-by-object");
        assertThat(comparison.outcome().kind()).isEqualTo("worse");
        assertThat(comparison.outcome().sentence())
                .startsWith("Worse: the same cause as before (")
                .contains("LeakComparisonTest.SESSIONS")
                .contains("kept alive instead of");
        ClassChange session = comparison.classes().stream()
                .filter(row -> row.className().equals(Session.class.getName()))
                .findFirst()
                .orElseThrow();
        assertThat(session.trend()).isEqualTo(Trend.GREW);
        assertThat(session.objects()).isEqualTo(new Change((long) FEW, (long) MANY));
        assertThat(session.retainedBytes().difference()).isGreaterThan((long) (MANY - FEW) * BASKET);
        assertThat(comparison.suspects().getFirst().trend()).isEqualTo(Trend.GREW);
        assertThat(Objects.requireNonNull(comparison.memory()).reachableBytes().difference())
                .isGreaterThan((long) (MANY - FEW) * BASKET);

        Comparison backwards = TwoStates.compared(after, before);
        assertThat(backwards.outcome().kind()).isEqualTo("better");
        assertThat(backwards.outcome().sentence()).startsWith("Better, not cured: ");
    }

    @Test
    void aHeapAgainstThreadsComparesWhatBothHave() throws Exception {
        IncidentReport heap = TwoStates.heapOfThisJvm(folder.resolve("1.hprof"));
        IncidentReport threads = TwoStates.threadsOfThisJvm(folder.resolve("1.txt"));

        Comparison comparison = TwoStates.compared(heap, threads);

        assertThat(comparison.memory()).isNull();
        assertThat(comparison.classes()).isEmpty();
        assertThat(comparison.suspects()).isEmpty();
        assertThat(Objects.requireNonNull(comparison.units()).stayed()).isPositive();
        assertThat(comparison.notCompared())
                .contains(new Comparison.NotCompared("The memory", "AFTER has no heap dump."));
        assertThat(comparison.groups())
                .allSatisfy(group -> assertThat(group.retainedBytes()).isEqualTo(Change.UNKNOWN));
    }
}
