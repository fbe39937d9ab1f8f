package dev.holdup.report.page;

import java.util.List;

/// The part of a list that the page shows; the rest is in report.json.
///
/// @param leftOut how many are not shown
public record Capped<T>(List<T> shown, int leftOut) {

    public static <T> Capped<T> of(List<T> all, int cap) {
        int shown = Math.min(cap, all.size());
        return new Capped<>(all.subList(0, shown), all.size() - shown);
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }
}
