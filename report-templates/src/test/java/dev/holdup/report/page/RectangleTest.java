package dev.holdup.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RectangleTest {

    @Test
    void tilesAreInProportionCoverTheWholeAndDoNotOverlap() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            List<Long> amounts = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(30); i++) {
                amounts.add(1L + (long) (1_000_000 * Math.pow(random.nextDouble(), 4)));
            }
            amounts.sort(Comparator.reverseOrder());
            double total = amounts.stream().mapToLong(Long::longValue).sum();

            List<Rectangle> tiles = Rectangle.WHOLE.divided(amounts, 0.3 + random.nextDouble() * 4);

            assertThat(tiles).hasSameSizeAs(amounts);
            for (int i = 0; i < tiles.size(); i++) {
                Rectangle tile = tiles.get(i);
                assertThat(tile.width() * tile.height()).isCloseTo(amounts.get(i) / total, within(1e-9));
                assertThat(tile.x()).isBetween(-1e-9, 1.0);
                assertThat(tile.x() + tile.width()).isLessThanOrEqualTo(1 + 1e-9);
                assertThat(tile.y() + tile.height()).isLessThanOrEqualTo(1 + 1e-9);
                for (int j = 0; j < i; j++) {
                    assertThat(overlap(tile, tiles.get(j))).isLessThan(1e-9);
                }
            }
        }
    }

    @Test
    void equalAmountsBecomeSquares() {
        List<Rectangle> tiles = Rectangle.WHOLE.divided(List.of(1L, 1L, 1L, 1L), 1);
        assertThat(tiles).allSatisfy(tile -> {
            assertThat(tile.width()).isCloseTo(0.5, within(1e-9));
            assertThat(tile.height()).isCloseTo(0.5, within(1e-9));
        });
    }

    @Test
    void amountsOfNothingHaveNoArea() {
        assertThat(Rectangle.WHOLE.divided(List.of(5L, 0L), 2).get(1).width()).isZero();
    }

    private static double overlap(Rectangle one, Rectangle other) {
        double width = Math.min(one.x() + one.width(), other.x() + other.width()) - Math.max(one.x(), other.x());
        double height = Math.min(one.y() + one.height(), other.y() + other.height()) - Math.max(one.y(), other.y());
        return Math.max(0, width) * Math.max(0, height);
    }
}
