package dev.holdup.dumps.dialect;

import org.jspecify.annotations.Nullable;

/// The state of a thread: `java.lang.Thread.State: WAITING (parking)`.
///
/// @param detail in parentheses, such as `(on object monitor)`; empty if there is none
public record StateLine(Thread.State state, String detail) {
    private static final String START = "java.lang.Thread.State: ";
    private static final Thread.State[] STATES = Thread.State.values();

    public static @Nullable StateLine parse(String stripped) {
        if (!stripped.startsWith(START)) {
            return null;
        }
        int end = stripped.indexOf(' ', START.length());
        String word = stripped.substring(START.length(), end < 0 ? stripped.length() : end);
        for (Thread.State state : STATES) {
            if (state.name().equals(word)) {
                return new StateLine(
                        state, end < 0 ? "" : stripped.substring(end).strip());
            }
        }
        return null;
    }
}
