package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void aStepEndsWhenItWasLastHeardOf() throws InterruptedException {
        Stopwatch time = new Stopwatch();
        time.at("first", 0.1);
        Thread.sleep(40);
        time.at("first", 1);
        time.at("second", 0);
        Thread.sleep(10);
        time.ended("second");
        Measurement measured = time.stop(5, 6, 7);

        assertThat(measured.steps()).extracting(Measurement.Step::name).containsExactly("first", "second");
        assertThat(measured.steps().getFirst().seconds()).isGreaterThanOrEqualTo(0.04);
        assertThat(measured.steps().getLast().seconds()).isGreaterThanOrEqualTo(0.01);
        assertThat(measured.steps().stream()
                        .mapToDouble(Measurement.Step::seconds)
                        .sum())
                .isLessThanOrEqualTo(measured.seconds());
        assertThat(measured.objects()).isEqualTo(5);
    }

    @Test
    void theMiddleReadingIsTheMedian() {
        Spread odd = Spread.of(DoubleStream.of(3, 1, 2));
        assertThat(odd).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(DoubleStream.of(1, 2)).median()).isEqualTo(1.5, within(1e-9));
    }
}
