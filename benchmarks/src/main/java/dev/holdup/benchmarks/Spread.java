package dev.holdup.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Several readings of one figure.
record Spread(double median, double least, double most) {

    /// @throws IllegalArgumentException if there are none
    static Spread of(DoubleStream readings) {
        double[] sorted = readings.toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
