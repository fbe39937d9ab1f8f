package dev.holdup.benchmarks;

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
    /// What a user waits for: engine, joining, groups, rules, checksums, and the report drawn as HTML,
    /// JSON and Markdown.
    INCIDENT("whole incident");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
