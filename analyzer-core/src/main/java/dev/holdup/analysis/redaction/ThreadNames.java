package dev.holdup.analysis.redaction;

/// What becomes of the names of threads.
public enum ThreadNames {
    /// They stay: dumps of threads are joined by them.
    KEPT,
    /// Another text of the same length stands in for each, the same for the same name; with a key that nobody keeps.
    HASHED
}
