package dev.holdup.analysis.findings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Threads or processes in figures.
///
/// @param kind `thread` or `process`
/// @param limit the runtime's own limit, null if there is none or it is not known
/// @param virtual how many of the total are virtual threads
/// @param byActivity count by `running`, `blocked`, `waiting`, `sleeping`, `ended`; idle ones are
/// counted in `waiting` too
/// @param idle how many wait for work
public record Units(
        String kind, int total, @Nullable Integer limit, int virtual, int idle, Map<String, Integer> byActivity) {}
