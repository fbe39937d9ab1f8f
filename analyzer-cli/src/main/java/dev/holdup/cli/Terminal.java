package dev.holdup.cli;

import java.util.Map;

/// What the places where results and messages appear can do.
///
/// @param redrawsLines whether a message can be written over: standard error is a terminal that a person watches
/// @param showsColors whether the result may be coloured: standard output is a terminal
record Terminal(boolean redrawsLines, boolean showsColors) {

    static Terminal ofThisProcess() {
        return of(System.getenv(), System.getProperty("holdup.terminal", ""));
    }

    /// @param terminals which of `out` and `err` are terminals, as the launcher found; Java itself cannot tell them
    /// apart
    static Terminal of(Map<String, String> environment, String terminals) {
        boolean watched = !environment.containsKey("CI") && !"dumb".equals(environment.get("TERM"));
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(watched && terminals.contains("err"), watched && colors && terminals.contains("out"));
    }

    /// The text with control characters made visible: a file's name may hold escape sequences.
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean steersTerminal = Character.isISOControl(c) && c != '\n' && c != '\t';
            if (steersTerminal || Character.getType(c) == Character.FORMAT) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }
}
