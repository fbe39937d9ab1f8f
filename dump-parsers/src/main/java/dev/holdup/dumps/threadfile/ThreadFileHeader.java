package dev.holdup.dumps.threadfile;

import dev.holdup.dumps.dialect.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// First line of a thread: `#21 "name" virtual WAITING 2026-11-23T10:11:12.123Z`.
///
/// State and time since JDK 25 only; the name of most virtual threads is empty.
///
/// @param state null before JDK 25
record ThreadFileHeader(long number, String name, boolean virtual, Thread.@Nullable State state) {
    private static final String VIRTUAL = " virtual";
    private static final Thread.State[] STATES = Thread.State.values();

    /// What the line says, or null if it is no header. The line may hold line ends, if the name does.
    static @Nullable ThreadFileHeader parse(String line) {
        int nameStart = line.indexOf(" \"");
        int nameEnd = line.lastIndexOf('"');
        long number = nameStart < 1 ? -1 : Numbers.decimal(line, 1, nameStart);
        if (line.charAt(0) != '#' || number < 0 || nameEnd < nameStart + 2) {
            return null;
        }
        boolean virtual = line.startsWith(VIRTUAL, nameEnd + 1);
        String rest = line.substring(virtual ? nameEnd + 1 + VIRTUAL.length() : nameEnd + 1)
                .strip();
        int space = rest.indexOf(' ');
        Thread.State state = space < 0 ? null : state(rest.substring(0, space));
        boolean whole = rest.isEmpty() || (state != null && instant(rest.substring(space + 1)) != null);
        return whole ? new ThreadFileHeader(number, line.substring(nameStart + 2, nameEnd), virtual, state) : null;
    }

    private static Thread.@Nullable State state(String word) {
        for (Thread.State state : STATES) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return null;
    }

    static @Nullable Instant instant(String text) {
        if (!text.endsWith("Z")) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
