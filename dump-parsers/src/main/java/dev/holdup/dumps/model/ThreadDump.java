package dev.holdup.dumps.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The threads of one JVM at one moment.
///
/// @param location first line of the dump
/// @param capturedAt null if the text says nothing
/// @param jvm the banner after `Full thread dump`, such as
/// `OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode)`; empty if none
/// @param pid process id where the text gives it, otherwise [JvmThread#UNKNOWN_ID]
/// @param listsOwnableSynchronizers whether owners of `java.util.concurrent` locks were asked for (`jstack -l`):
///     if not, "no owner" means "could not check"
/// @param deadlocks as the JVM reports them itself: each a list of thread names
/// @param dialect who wrote it
public record ThreadDump(
        SourceLocation location,
        @Nullable Instant capturedAt,
        String jvm,
        long pid,
        boolean listsOwnableSynchronizers,
        List<JvmThread> threads,
        List<List<String>> deadlocks,
        boolean complete,
        List<ParseWarning> warnings,
        ThreadDumpDialect dialect)
        implements Dump {

    /// The same with damage that was found outside of its text.
    public ThreadDump withDamage(List<ParseWarning> damage) {
        List<ParseWarning> all = new ArrayList<>(warnings);
        all.addAll(damage);
        return new ThreadDump(
                location,
                capturedAt,
                jvm,
                pid,
                listsOwnableSynchronizers,
                threads,
                deadlocks,
                complete && damage.isEmpty(),
                List.copyOf(all),
                dialect);
    }
}
