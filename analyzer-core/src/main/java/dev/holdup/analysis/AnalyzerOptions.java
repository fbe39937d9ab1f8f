package dev.holdup.analysis;

import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;

/// How to analyse.
///
/// @param toolVersion as the report states it
/// @param threads worker threads, at least 1
/// @param memory what the analysis may take beside the mapped dump
/// @param rules the built-in book, or with the user's own rules
public record AnalyzerOptions(String toolVersion, int threads, MemoryLimit memory, RuleBook rules) {
    /// With as much memory as the machine has to give.
    public AnalyzerOptions(String toolVersion, int threads, RuleBook rules) {
        this(toolVersion, threads, MemoryLimit.ofMachine(), rules);
    }
}
