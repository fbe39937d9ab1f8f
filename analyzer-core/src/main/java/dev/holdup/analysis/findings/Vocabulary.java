package dev.holdup.analysis.findings;

import java.util.List;
import java.util.stream.Stream;

/// The words that fields of the report may hold, in the order in which the schema lists them.
public final class Vocabulary {

    /// Kinds of verdict that name a culprit.
    public static final List<String> CULPRITS = List.of(
            "blocked",
            "deadlock",
            "queue-backlog",
            "thread-locals",
            "single-thread",
            "retained-by-object",
            "class-loader-leak",
            "thread-flood",
            "mailbox");

    /// All kinds of verdict.
    public static final List<String> KINDS = Stream.concat(CULPRITS.stream(), Stream.of("healthy", "inconclusive"))
            .toList();

    public static final List<String> CAUSES = List.of(
            "lock-contention",
            "slow-output",
            "queue-full",
            "pool-exhausted",
            "permits-exhausted",
            "remote-wait",
            "row-lock",
            "deadlock",
            "backlog",
            "class-initialization",
            "leak",
            "large-request",
            "mailbox-overload",
            "none");

    /// Categories of subsystems.
    public static final List<String> CATEGORIES = List.of(
            "logging",
            "console-output",
            "jdbc-pool",
            "database",
            "http-client-pool",
            "remote-call",
            "messaging",
            "cache",
            "executor",
            "bulkhead",
            "application-lock",
            "class-initialization",
            "class-loading",
            "dns",
            "file-io",
            "server",
            "gc",
            "thread-locals",
            "application-data",
            "erlang",
            "none");

    private Vocabulary() {}
}
