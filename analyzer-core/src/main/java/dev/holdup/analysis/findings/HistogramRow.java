package dev.holdup.analysis.findings;

/// @param className as in Java source: `java.lang.String`, `byte[]`
/// @param retainedBytes of all instances together as the dominator tree gives it: topmost instances'
/// retained sizes, summed
public record HistogramRow(String className, long objects, long shallowBytes, long retainedBytes) {}
