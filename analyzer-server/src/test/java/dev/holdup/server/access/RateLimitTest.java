package dev.holdup.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void soManyAtOnceThenSoManyAMinute() {
        RateLimit limit = new RateLimit(3, 6);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a", 0)).isZero();
        }
        assertThat(limit.take("a", 0)).isEqualTo(10);
        assertThat(limit.take("b", 0)).isZero();
        assertThat(limit.take("a", 4 * SECOND)).isEqualTo(6);
        assertThat(limit.take("a", 10 * SECOND)).isZero();
        assertThat(limit.take("a", 10 * SECOND)).isEqualTo(10);
        // However long it is quiet, no more than at once at first.
        assertThat(limit.take("a", 1000 * SECOND)).isZero();
        assertThat(limit.take("a", 1000 * SECOND)).isZero();
        assertThat(limit.take("a", 1000 * SECOND)).isZero();
        assertThat(limit.take("a", 1000 * SECOND)).isPositive();
    }

    /// In no stretch of time more than the burst and what the rate adds.
    @Test
    void noStretchOfTimeHasMoreThanItMay() {
        Random random = new Random(7);
        RateLimit limit = new RateLimit(5, 120);
        Map<Integer, Long> timeByTaken = new HashMap<>();
        long now = 0;
        int taken = 0;
        for (int i = 0; i < 5000; i++) {
            now += random.nextLong(SECOND);
            if (limit.take("x", now) == 0) {
                timeByTaken.put(taken++, now);
            }
        }
        for (int from = 0; from < taken; from++) {
            for (int to = from; to < Math.min(taken, from + 50); to++) {
                double seconds = (timeByTaken.getOrDefault(to, 0L) - timeByTaken.getOrDefault(from, 0L)) / 1e9;
                assertThat(to - from + 1).isLessThanOrEqualTo((int) Math.floor(5 + 2 * seconds + 1e-6));
            }
        }
        assertThat(taken).isGreaterThan(2000);
    }

    @Test
    void itsTableIsBounded() {
        RateLimit limit = new RateLimit(1, 1);
        for (int i = 0; i < 100_000; i++) {
            limit.take("key " + i, i);
        }
        assertThat(limit.keys()).isEqualTo(10_000);
    }
}
