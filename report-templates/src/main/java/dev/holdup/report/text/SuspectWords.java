package dev.holdup.report.text;

import dev.holdup.analysis.findings.Suspect;
import java.util.List;

/// What keeps a suspect beside the first way to it, in the words that all outputs share.
public final class SuspectWords {
    private static final int MOST_STEPS = 12;

    private SuspectWords() {}

    /// What the list of ways is about.
    public static String ways(Suspect suspect) {
        return suspect.objects() == 1
                ? "It is kept by these as well, and goes only when all let it go:"
                : "Of those that keep the most, so many are kept by:";
    }

    /// `com.acme.Orders.BY_ID → java.util.HashMap.table`, or after the thread or the root's kind if it begins there.
    public static String way(Suspect.Way way) {
        String path = path(way.path());
        return way.root().startsWith("static field of ") && !path.isEmpty()
                ? path
                : way.root() + (path.isEmpty() ? "" : " → " + path);
    }

    public static String loader(Suspect.Loader loader) {
        return "The class belongs to a " + loader.className() + ", which is kept by "
                + way(new Suspect.Way(loader.root(), loader.path(), 1)) + ".";
    }

    private static String path(List<String> steps) {
        return steps.size() <= MOST_STEPS
                ? String.join(" → ", steps)
                : String.join(" → ", steps.subList(0, MOST_STEPS)) + " → …";
    }
}
