package dev.holdup.report.ticket;

/// How soon a section may go when a ticket is too long for its tracker: the last go first.
public enum Importance {
    VERDICT,
    REMEDY,
    CAUSE,
    EVIDENCE,
    DETAIL,
    BACKGROUND
}
