package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostOfViewsTest {

    @Test
    void eachRunIsSetAgainstTheOneOfTheSameRound() {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        runs.put(Subject.READING, List.of(run(0.1, 10), run(0.1, 10), run(0.1, 10)));
        // The machine was twice as slow in the second round.
        runs.put(Subject.WITHOUT_VIEWS, List.of(run(4, 100), run(8, 100), run(4, 100)));
        runs.put(Subject.INCIDENT, List.of(run(5, 120), run(10, 120), run(6, 150)));

        assertThat(CostOfViews.text(new DumpResult("a.hprof", 1, 2, runs)))
                .isEqualTo("views of the heap add 25 % (25 – 50) of the time, 25 % (25 – 50) of the CPU time,"
                        + " 20 % (20 – 50) of the memory beside the file\n");
    }

    @Test
    void nothingIsSaidIfOnlyOneOfTheTwoWasMeasured() {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        runs.put(Subject.INCIDENT, List.of(run(5, 120)));
        assertThat(CostOfViews.text(new DumpResult("a.hprof", 1, 2, runs))).isEmpty();
    }

    private static Measurement run(double seconds, long besideFileBytes) {
        return new Measurement(seconds, seconds, 0, 0, besideFileBytes, List.of());
    }
}
