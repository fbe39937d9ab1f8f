package dev.holdup.capture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was done to the JVM and when, as `capture.json` of the bundle has it: no command line, no properties and no
/// environment, which hold secrets.
///
/// @param tool that captured
/// @param host name of the machine
/// @param version of the JVM, in its words
/// @param flags of the JVM, as `VM.flags` lists them
/// @param limits of the process, as the system lists them; null where it does not
public record CaptureRecord(
        String tool,
        String host,
        long pid,
        Instant begun,
        String version,
        String flags,
        @Nullable String limits,
        List<Step> steps) {

    /// @param millis how long the JVM took to answer; all of it may have been a pause
    /// @param file in the bundle; null if there is none
    /// @param missing why there is none, or not all of it; null if there is
    public record Step(
            String what,
            Instant begun,
            long millis,
            @Nullable String file,
            long bytes,
            @Nullable String missing) {}
}
