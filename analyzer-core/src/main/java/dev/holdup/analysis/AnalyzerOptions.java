package dev.holdup.analysis;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import java.util.List;
import java.util.Set;

/// How to analyse.
///
/// @param toolVersion as the report states it
/// @param threads worker threads, at least 1
/// @param memory what the analysis may take beside the mapped dump
/// @param rules the built-in book, or with the user's own rules
/// @param views of the heap that the report is to hold
/// @param showValues whether the report may hold values: text of strings, properties, flags; names alone otherwise
/// @param detail how long its lists may get
/// @param given options as the user gave them, where they change what the report says
public record AnalyzerOptions(
        String toolVersion,
        int threads,
        MemoryLimit memory,
        RuleBook rules,
        Set<ViewName> views,
        boolean showValues,
        Detail detail,
        List<String> given) {

    /// In normal detail.
    public AnalyzerOptions(
            String toolVersion,
            int threads,
            MemoryLimit memory,
            RuleBook rules,
            Set<ViewName> views,
            boolean showValues) {
        this(toolVersion, threads, memory, rules, views, showValues, Detail.NORMAL, List.of());
    }

    /// With all views, and no values.
    public AnalyzerOptions(String toolVersion, int threads, MemoryLimit memory, RuleBook rules) {
        this(toolVersion, threads, memory, rules, ViewName.all(), false);
    }

    /// With as much memory as the machine has to give, all views, and no values.
    public AnalyzerOptions(String toolVersion, int threads, RuleBook rules) {
        this(toolVersion, threads, MemoryLimit.ofMachine(), rules);
    }
}
