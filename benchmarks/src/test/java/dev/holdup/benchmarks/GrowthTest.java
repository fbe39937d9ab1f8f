package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void eachSubjectIsComparedWithItselfOnTheNextSmallerDump() {
        String text = Growth.text(List.of(result("large", 400, 8, 6), result("small", 100, 2, 3)));

        assertThat(text)
                .contains("small → large")
                .contains("file 4.00")
                .contains("heap engine 4.00, 2.00")
                .contains("quick 4.00, 2.00");
    }

    @Test
    void oneDumpDoesNotGrow() {
        assertThat(Growth.text(List.of(result("only", 100, 2, 3)))).isEmpty();
    }

    private static DumpResult result(String name, long bytes, double seconds, double cpuSeconds) {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.OURS) {
            runs.put(subject, List.of(new Measurement(seconds, cpuSeconds, 1, 0, 0, List.of())));
        }
        return new DumpResult(name, bytes, 1, runs);
    }
}
