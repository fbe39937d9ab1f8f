package dev.holdup.analysis.findings;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The views of a heap that a report may hold, in the order in which it tells them.
public enum ViewName {
    OVERVIEW,
    CLASSES,
    DOMINATORS,
    SUSPECTS,
    COLLECTIONS,
    STRINGS,
    REFERENCES,
    OFF_HEAP,
    CLASS_LOADING,
    ALLOCATION_SITES;

    /// The word of `--views`, and the end of the section's id on the page: `off-heap`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Set<ViewName> all() {
        return EnumSet.allOf(ViewName.class);
    }
}
