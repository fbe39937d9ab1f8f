package dev.holdup.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the process's end tells a script. Part of the contract: never renumbered.
enum ExitCode {
    DONE(0, "Done."),
    VERDICT(1, "Done, and the verdict is one of those in --fail-on."),
    WRONG_USAGE(2, "Wrong usage: an option, or a place to write to."),
    UNREADABLE(3, "No input could be analyzed."),
    INTERNAL_ERROR(4, "An error in holdup itself.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /// Number to meaning, in the form of picocli's help.
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            meanings.put(" " + code.number, code.meaning);
        }
        return meanings;
    }
}
