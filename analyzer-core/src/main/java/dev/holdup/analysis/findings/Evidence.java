package dev.holdup.analysis.findings;

import org.jspecify.annotations.Nullable;

/// A sentence and where it rests.
public record Evidence(String text, @Nullable Source source) {}
