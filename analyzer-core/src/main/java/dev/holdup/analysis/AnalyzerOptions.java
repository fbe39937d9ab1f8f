package dev.holdup.analysis;

import java.nio.file.Path;
import java.util.List;

/// How to analyse.
///
/// @param toolVersion as the report states it
/// @param threads worker threads, at least 1
/// @param ruleDirectories of the user's own rules, read after the built-in ones and preferred to them
public record AnalyzerOptions(String toolVersion, int threads, List<Path> ruleDirectories) {}
