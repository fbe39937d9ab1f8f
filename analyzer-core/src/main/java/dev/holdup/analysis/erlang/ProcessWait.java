package dev.holdup.analysis.erlang;

/// What a process waits for, and how that is known.
sealed interface ProcessWait {

    /// As reports name it.
    String target();

    /// For the answer of another process of this node.
    ///
    /// @param process index of the one that owes the answer
    /// @param watched whether it is known by a monitor; otherwise by the call it is in
    record Answer(int process, String target, boolean watched) implements ProcessWait {}

    /// For a process that the dump does not have: on another node, or gone.
    record Absent(String target) implements ProcessWait {}

    /// Until a port takes what it writes.
    ///
    /// @param port index into the dump's ports
    record Port(int port, String target) implements ProcessWait {}
}
