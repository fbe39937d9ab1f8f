package dev.holdup.report.text;

import dev.holdup.analysis.findings.ViewName;

/// The report's words for the views of a heap.
public final class ViewWords {
    private ViewWords() {}

    /// Heading of the section.
    public static String heading(ViewName view) {
        return switch (view) {
            case OVERVIEW -> "What the file holds";
            case CLASSES -> "Classes, packages and class loaders";
            case DOMINATORS -> "What keeps most alive";
            case SUSPECTS -> "Collections that have grown beyond their kind";
            case COLLECTIONS -> "Collections and arrays";
            case STRINGS -> "Strings";
            case REFERENCES -> "References and finalizers";
            case OFF_HEAP -> "Outside of the heap";
            case CLASS_LOADING -> "Class loading";
            case ALLOCATION_SITES -> "Where it was allocated";
        };
    }

    /// The same in a word or two, for the list of sections.
    public static String label(ViewName view) {
        return switch (view) {
            case OVERVIEW -> "Overview";
            case CLASSES -> "Classes";
            case DOMINATORS -> "Dominators";
            case SUSPECTS -> "Growth";
            case COLLECTIONS -> "Collections";
            case STRINGS -> "Strings";
            case REFERENCES -> "References";
            case OFF_HEAP -> "Off-heap";
            case CLASS_LOADING -> "Class loading";
            case ALLOCATION_SITES -> "Allocation";
        };
    }
}
