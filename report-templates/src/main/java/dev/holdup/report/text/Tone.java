package dev.holdup.report.text;

import java.util.Locale;

/// How loud a verdict is: the one accent colour of a report.
public enum Tone {
    /// Threads stand still.
    ALARM,
    /// Memory is held, work goes on.
    WARNING,
    CALM,
    UNSURE;

    public static Tone of(String verdictKind) {
        return switch (verdictKind) {
            case "blocked", "deadlock", "queue-backlog", "mailbox", "thread-flood" -> ALARM;
            case "thread-locals", "single-thread", "retained-by-object", "class-loader-leak" -> WARNING;
            case "healthy" -> CALM;
            default -> UNSURE;
        };
    }

    public String cssClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
