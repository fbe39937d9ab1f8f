package dev.holdup.server;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.TlsFiles;
import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.deeper.KeepSettings;
import dev.holdup.server.queue.AnalysisSettings;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server runs.
///
/// @param host the address to listen on
/// @param port 0 for one that is free
/// @param data the folder that holds everything
/// @param database what the server remembers; files lie elsewhere
/// @param bucket where files and reports lie for good; null for the folder
/// @param retention how long things are kept
/// @param hostNames names besides the usual ones by which it may be asked
/// @param access who is let in
/// @param tls null for plain HTTP
/// @param fileBytes of one file at most
/// @param incidentBytes of all files of one incident at most
/// @param freeBytes that the disk must keep free
/// @param settle how long an incident waits for more files before it is analysed
public record ServerSettings(
        String host,
        int port,
        Path data,
        DatabaseAddress database,
        @Nullable BucketAddress bucket,
        RetentionPolicy retention,
        List<String> hostNames,
        AccessSettings access,
        @Nullable TlsFiles tls,
        long fileBytes,
        long incidentBytes,
        long freeBytes,
        Duration settle,
        AnalysisSettings analysis,
        KeepSettings keep) {}
