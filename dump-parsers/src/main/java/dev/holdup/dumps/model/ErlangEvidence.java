package dev.holdup.dumps.model;

/// What was left of a node, as texts name it.
public enum ErlangEvidence {
    CRASH_DUMP("the dump", "a crash dump"),
    /// JSON lines of a module that asked each process of a live node.
    CAPTURE("the capture", "a capture of a live node"),
    /// What a shell on a live node printed.
    SHELL_TEXT("the text", "the text of a shell");

    private final String name;
    private final String kind;

    ErlangEvidence(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    /// Such as `the dump`: this one.
    public String label() {
        return name;
    }

    /// Such as `a crash dump`: one of its kind.
    public String kind() {
        return kind;
    }
}
