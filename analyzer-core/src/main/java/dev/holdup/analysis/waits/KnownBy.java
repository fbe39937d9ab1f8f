package dev.holdup.analysis.waits;

/// How it is known who holds what a thread waits for; the surest first.
public enum KnownBy {
    MONITOR_LINE("locked monitor in the thread dump"),
    SYNCHRONIZER_LINE("locked ownable synchronizer in the thread dump"),
    HEAP("lock owner in the heap"),
    CLASS_INITIALIZER("class initialiser on its stack"),
    CONSUMER("it should empty what they wait to fill, by its stack"),
    SAME_CODE("inferred: the only thread inside the code that the others wait to enter");

    private final String label;

    KnownBy(String label) {
        this.label = label;
    }

    /// In words, as reports say it.
    public String label() {
        return label;
    }

    /// Whether it rests on the stack alone.
    public boolean isInferred() {
        return this == CONSUMER || this == SAME_CODE;
    }
}
