package dev.holdup.analysis.kept;

import java.util.Locale;

/// By what kind of references an object is reached at best.
public enum Reachability {
    STRONG,
    SOFT,
    WEAK,
    PHANTOM,
    UNREACHABLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
