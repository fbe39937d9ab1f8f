package dev.holdup.analysis.findings;

import java.util.List;
import java.util.Locale;

/// How long the lists of a report may get: one word scales all their caps. It changes no verdict.
public enum Detail {
    LOW,
    NORMAL,
    HIGH;

    private static final int STEP = 4;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A cap of [#NORMAL] in this detail; never less than one.
    public int scaled(int cap) {
        return switch (this) {
            case LOW -> Math.max(1, cap / STEP);
            case NORMAL -> cap;
            case HIGH -> Math.multiplyExact(cap, STEP);
        };
    }

    /// [#NORMAL] for a word that is none.
    public static Detail named(String word) {
        return List.of(values()).stream()
                .filter(detail -> detail.word().equals(word))
                .findFirst()
                .orElse(NORMAL);
    }
}
