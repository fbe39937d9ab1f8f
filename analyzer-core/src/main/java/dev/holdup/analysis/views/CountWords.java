package dev.holdup.analysis.views;

import java.util.Locale;

/// Numbers of things for a sentence.
final class CountWords {
    private CountWords() {}

    /// `1 object`, `12 345 objects`.
    static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F') + " " + noun + (count == 1 ? "" : "s");
    }
}
