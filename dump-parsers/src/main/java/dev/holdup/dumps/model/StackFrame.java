package dev.holdup.dumps.model;

/// One call on a stack; index 0 of a list of frames is the innermost call.
public sealed interface StackFrame permits JvmFrame, ErlangFrame {

    /// What identifies the call in rules and reports, without line numbers: `java.io.FileOutputStream.writeBytes`,
    /// `gen:do_call/4`.
    String qualifiedName();
}
