package dev.holdup.server.queue;

import dev.holdup.worker.MemoryBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How incidents are analysed.
///
/// @param memory for all that run at once
/// @param atOnce how many run at once at most
/// @param threads worker threads of each
/// @param patience after so long, one is ended
/// @param waiting how many may wait
/// @param rules folders with rules of the user's own
/// @param toolVersion as reports state it
public record AnalysisSettings(
        MemoryBudget memory,
        int atOnce,
        int threads,
        Duration patience,
        int waiting,
        List<Path> rules,
        String toolVersion) {}
