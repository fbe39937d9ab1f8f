package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeBenchTest {
    @Test
    void theTableComparesMediansAndLeastTimesWithReading() {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        runs.put(Subject.READING, List.of(run(0.5), run(0.6), run(0.4)));
        runs.put(Subject.INCIDENT, List.of(run(2.0), run(3.0), run(1.6)));

        assertThat(NodeBench.table(runs).lines().skip(2).toList())
                .singleElement()
                .asString()
                .matches("whole incident +1\\.60 +2\\.00 +3\\.00 +4\\.00 +4\\.00 .*60 MB");
    }

    private static Measurement run(double seconds) {
        return new Measurement(seconds, seconds, 0, 0, 60_000_000, List.of());
    }
}
