package dev.holdup.analysis.incidents;

/// Which of an incident's dumps are given to the analysis.
enum Dumps {
    ALL("", ""),
    HEAP_ALONE("heapAlone", "jstack -l"),
    THREADS_ALONE("threadsAlone", "GC.heap_dump");

    /// Field of `expected.json` with what is then known, where that is less; empty if all is known.
    final String field;
    /// Part of the command that gets what is left out; empty if nothing is.
    final String command;

    Dumps(String field, String command) {
        this.field = field;
        this.command = command;
    }
}
