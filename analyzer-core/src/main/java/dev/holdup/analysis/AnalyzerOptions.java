package dev.holdup.analysis;

import dev.holdup.analysis.rules.RuleBook;

/// How to analyse.
///
/// @param toolVersion as the report states it
/// @param threads worker threads, at least 1
/// @param rules the built-in book, or with the user's own rules
public record AnalyzerOptions(String toolVersion, int threads, RuleBook rules) {}
