package dev.holdup.analysis.rules;

import java.util.List;

/// A figure to read from the heap that turns "may be exhausted" into "10 of 10 in use".
///
/// @param label what the figure is, in words
/// @param className whose instances have it
/// @param fields path of field names from the instance, at least one
public record HeapFact(String label, String className, List<String> fields) {}
