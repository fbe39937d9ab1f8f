package dev.holdup.analysis.inspection;

/// What there is to tell about one thing, as plain values.
public sealed interface Inspection permits ObjectFacts, ClassFacts, ThreadFacts, PathFacts {

    /// `object`, `class`, `thread` or `path`.
    String kind();
}
