package dev.holdup.analysis.rules;

/// A rule that knows a thread.
///
/// @param frameIndex of the matching frame, innermost 0; −1 if the rule matched without one
public record RuleMatch(Rule rule, int frameIndex) {}
