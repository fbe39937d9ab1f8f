package dev.holdup.cli;

import dev.holdup.report.text.VisibleText;
import java.util.Map;

/// What the places where results and messages appear can do.
///
/// @param redrawsLines whether a message can be written over: standard error is a terminal that a person watches
/// @param showsColors whether the result may be coloured: standard output is a terminal
record Terminal(boolean redrawsLines, boolean showsColors) {
    private static final int LONGEST_TEXT = 4000;

    static Terminal ofThisProcess() {
        return of(System.getenv(), System.getProperty("holdup.terminal", ""));
    }

    /// @param terminals which of `out` and `err` are terminals, as the launcher found; Java itself
    /// cannot tell them apart
    static Terminal of(Map<String, String> environment, String terminals) {
        boolean watched = !environment.containsKey("CI") && !"dumb".equals(environment.get("TERM"));
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(watched && terminals.contains("err"), watched && colors && terminals.contains("out"));
    }

    /// The text with what would steer a terminal made visible: a file's name may hold escape sequences.
    static String printable(String text) {
        return VisibleText.of(text, LONGEST_TEXT);
    }
}
