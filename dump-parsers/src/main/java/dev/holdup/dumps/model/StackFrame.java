package dev.holdup.dumps.model;

/// One call on a stack; index 0 of a list of frames is the innermost call.
public sealed interface StackFrame permits JvmFrame {

    /// What identifies the call in rules and reports, without line numbers: `java.io.FileOutputStream.writeBytes`.
    String qualifiedName();
}
