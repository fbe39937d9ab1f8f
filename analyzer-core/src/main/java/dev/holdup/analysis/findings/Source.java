package dev.holdup.analysis.findings;

import org.jspecify.annotations.Nullable;

/// Where a statement rests: an input and a line (text) or an offset (binary). Both null: the input as a whole.
public record Source(
        String input, @Nullable Integer line, @Nullable Long offset) {}
