package dev.holdup.dumps.model;

import java.util.List;

/// What is scheduled, has a name and a stack, and can wait for another of its kind: a JVM thread or an Erlang process.
/// Only what all kinds share stands here; the rest is on the variant.
public sealed interface ExecutionUnit permits JvmThread, ErlangProcess {

    String name();

    Activity activity();

    /// Innermost call first.
    List<? extends StackFrame> frames();

    SourceLocation location();
}
