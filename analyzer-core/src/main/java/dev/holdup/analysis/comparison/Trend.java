package dev.holdup.analysis.comparison;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What became of something.
public enum Trend {
    GREW,
    SHRANK,
    SAME,
    /// Only the analysis after has it.
    NEW,
    /// Only the analysis before has it.
    GONE,
    /// One of the two does not list it, and it may have been there.
    UNKNOWN;

    /// As in the file, and for people.
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
