package dev.holdup.analysis.heap;

/// Objects and shallow bytes of each class, reachable or not: both arrays by class index.
public record ClassTotals(long[] objectsByClass, long[] bytesByClass) {
    public long objects() {
        return java.util.Arrays.stream(objectsByClass).sum();
    }

    public long bytes() {
        return java.util.Arrays.stream(bytesByClass).sum();
    }
}
