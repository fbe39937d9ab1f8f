package dev.holdup.benchmarks;

import java.util.List;

/// What is measured, in this order.
enum Subject {
    /// Adding up the file's 8-byte words on one thread: what the others are compared with.
    READING("reading the file once"),
    /// The top-level records: strings, classes, stacks, where the objects are.
    OPENING("opening"),
    /// Histogram and threads.
    QUICK("quick"),
    /// From the file to the facts that a report needs of the heap.
    ENGINE("heap engine"),
    /// The same as the next one with `--views none`.
    WITHOUT_VIEWS("whole incident, no views"),
    /// What a user waits for: engine, joining, groups, rules, checksums, and the report drawn as HTML,
    /// JSON and Markdown.
    INCIDENT("whole incident"),
    /// From the file to the retained sizes of all objects, by another library.
    NETBEANS("NetBeans profiler library RELEASE250"),
    /// The same by a third.
    SHARK("Shark 2.14");

    /// What ours is measured beside, on the smallest dump, if asked for.
    static final List<Subject> PEERS = List.of(NETBEANS, SHARK);

    static final List<Subject> OURS = List.of(READING, OPENING, QUICK, ENGINE, WITHOUT_VIEWS, INCIDENT);

    /// What tells how much the views of the heap add.
    static final List<Subject> OF_VIEWS = List.of(READING, WITHOUT_VIEWS, INCIDENT);

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
