package dev.holdup.analysis.rules;

import java.util.List;

/// A figure of the resource that the threads wait for: what turns "may be exhausted" into "10 of 10 in use".
///
/// @param label what is counted, to stand after the number: `connections in use`
/// @param value how many; alternatives for version drift, the first that the heap answers counts
/// @param limit how many there may be at most; alternatives as well, empty if there is no limit
public record HeapFact(String label, List<HeapFigure> value, List<HeapFigure> limit) {}
