package dev.holdup.analysis.inspection;

import java.util.List;

/// The first of many.
///
/// @param total how many there are
public record Capped<T>(long total, List<T> shown) {

    static <T> Capped<T> all(List<T> all) {
        return new Capped<>(all.size(), List.copyOf(all));
    }

    /// How many are not shown.
    public long left() {
        return total - shown.size();
    }
}
