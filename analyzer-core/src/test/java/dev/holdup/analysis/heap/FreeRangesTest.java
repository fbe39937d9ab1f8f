package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeRangesTest {
    private final FreeRanges ranges = new FreeRanges();

    @Test
    void neighboursBecomeOne() {
        ranges.add(100, 10);
        ranges.add(120, 10);
        ranges.add(110, 10);

        assertThat(ranges.largest()).isEqualTo(30);
        assertThat(ranges.take(30)).isEqualTo(100);
        assertThat(ranges.bytes()).isZero();
    }

    @Test
    void theSmallestThatIsLargeEnoughIsTakenFrom() {
        ranges.add(100, 50);
        ranges.add(200, 20);
        ranges.add(300, 10);

        assertThat(ranges.take(15)).isEqualTo(200);
        assertThat(ranges.take(5)).as("the rest").isEqualTo(215);
        assertThat(ranges.bytes()).isEqualTo(60);
    }

    @Test
    void nothingIsTakenWhereNoneIsLargeEnough() {
        ranges.add(100, 10);
        ranges.add(120, 10);

        assertThat(ranges.take(15)).isEqualTo(FreeRanges.NONE);
        assertThat(ranges.bytes()).isEqualTo(20);
    }
}
