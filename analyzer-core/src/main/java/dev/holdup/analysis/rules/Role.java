package dev.holdup.analysis.rules;

/// What a thread that a rule matches is in the story.
public enum Role {
    /// It wants to go on and cannot.
    VICTIM,
    /// It works; the rule says at what, should others wait for it.
    OWNER,
    /// It waits for work: never a verdict.
    IDLE
}
