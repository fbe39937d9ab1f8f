package dev.holdup.analysis.rules;

import java.util.Locale;

/// What a class of collections is.
public enum CollectionKind {
    LIST,
    SET,
    MAP,
    QUEUE,
    /// What a collection consists of, such as its nodes: no collection by itself.
    PART;

    /// As it is written in a file.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
