package dev.holdup.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A part of the drawing, in shares of it from 0 to 1.
record Rectangle(double x, double y, double width, double height) {
    static final Rectangle WHOLE = new Rectangle(0, 0, 1, 1);

    /// Divides it in proportion to the amounts, with tiles as square as they come: Bruls, Huizing and van Wijk's
    /// squarified treemap.
    ///
    /// @param amounts not negative, largest first
    /// @param aspect width of the whole drawing over its height
    /// @return one rectangle an amount
    List<Rectangle> divided(List<Long> amounts, double aspect) {
        double total = 0;
        for (long amount : amounts) {
            total += amount;
        }
        List<Rectangle> tiles = new ArrayList<>();
        Rectangle rest = this;
        double left = total;
        int next = 0;
        while (next < amounts.size()) {
            if (left <= 0) {
                tiles.add(new Rectangle(rest.x, rest.y, 0, 0));
                next++;
                continue;
            }
            boolean alongWidth = rest.width * aspect >= rest.height;
            int end = next + 1;
            double row = amounts.get(next);
            double worst = rest.worst(amounts, next, end, row, left, aspect);
            while (end < amounts.size()) {
                double longer = row + amounts.get(end);
                double worse = rest.worst(amounts, next, end + 1, longer, left, aspect);
                if (worse > worst) {
                    break;
                }
                row = longer;
                worst = worse;
                end++;
            }
            double thickness = row / left;
            double along = 0;
            for (int i = next; i < end; i++) {
                double share = row <= 0 ? 0 : amounts.get(i) / row;
                tiles.add(
                        alongWidth
                                ? new Rectangle(
                                        rest.x,
                                        rest.y + along * rest.height,
                                        rest.width * thickness,
                                        rest.height * share)
                                : new Rectangle(
                                        rest.x + along * rest.width,
                                        rest.y,
                                        rest.width * share,
                                        rest.height * thickness));
                along += share;
            }
            rest = alongWidth
                    ? new Rectangle(rest.x + rest.width * thickness, rest.y, rest.width * (1 - thickness), rest.height)
                    : new Rectangle(
                            rest.x, rest.y + rest.height * thickness, rest.width, rest.height * (1 - thickness));
            left -= row;
            next = end;
        }
        return tiles;
    }

    /// The longest side over the shortest among the tiles of a row made of these amounts.
    private double worst(List<Long> amounts, int from, int to, double row, double left, double aspect) {
        boolean alongWidth = width * aspect >= height;
        double thickness = row / left * (alongWidth ? width * aspect : height);
        double length = alongWidth ? height : width * aspect;
        double worst = 1;
        for (int i = from; i < to; i++) {
            double side = length * amounts.get(i) / row;
            worst = side <= 0 || thickness <= 0
                    ? Double.MAX_VALUE
                    : Math.max(worst, Math.max(side / thickness, thickness / side));
        }
        return worst;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }
}
