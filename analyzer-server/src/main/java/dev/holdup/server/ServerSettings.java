package dev.holdup.server;

import dev.holdup.server.deeper.KeepSettings;
import dev.holdup.server.queue.AnalysisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a server runs.
///
/// @param host the address to listen on
/// @param port 0 for one that is free
/// @param data the folder that holds everything
/// @param hostNames names besides the usual ones by which it may be asked
/// @param fileBytes of one file at most
/// @param incidentBytes of all files of one incident at most
/// @param freeBytes that the disk must keep free
/// @param settle how long an incident waits for more files before it is analysed
public record ServerSettings(
        String host,
        int port,
        Path data,
        List<String> hostNames,
        long fileBytes,
        long incidentBytes,
        long freeBytes,
        Duration settle,
        AnalysisSettings analysis,
        KeepSettings keep) {}
