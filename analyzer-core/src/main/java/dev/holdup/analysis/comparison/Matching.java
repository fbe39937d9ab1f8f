package dev.holdup.analysis.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pairs of what has the same name in two lists.
///
/// Of several with one name the first of one list belongs to the first of the other, and so on: lists are ranked.
final class Matching {
    private Matching() {}

    /// One of the two is null where the other has no counterpart, never both.
    record Pair<T>(@Nullable T before, @Nullable T after) {
        /// The later one if there is one.
        T either() {
            T known = after == null ? before : after;
            if (known == null) {
                throw new IllegalStateException("a pair of nothing");
            }
            return known;
        }

        <V> @Nullable V ofBefore(Function<T, @Nullable V> value) {
            return before == null ? null : value.apply(before);
        }

        <V> @Nullable V ofAfter(Function<T, @Nullable V> value) {
            return after == null ? null : value.apply(after);
        }

        Change change(Function<T, @Nullable Long> value) {
            return new Change(ofBefore(value), ofAfter(value));
        }

        /// Of what one list alone has; by the changes otherwise.
        Trend trend(Change first, Change second) {
            return before == null ? Trend.NEW : after == null ? Trend.GONE : Change.trend(first, second);
        }
    }

    static <T> List<Pair<T>> byName(List<T> before, List<T> after, Function<T, String> name) {
        Map<String, Deque<T>> leftByName = new LinkedHashMap<>();
        for (T one : before) {
            leftByName.computeIfAbsent(name.apply(one), _ -> new ArrayDeque<>()).add(one);
        }
        List<Pair<T>> pairs = new ArrayList<>();
        for (T one : after) {
            Deque<T> same = leftByName.get(name.apply(one));
            pairs.add(new Pair<>(same == null ? null : same.poll(), one));
        }
        for (Deque<T> left : leftByName.values()) {
            left.forEach(one -> pairs.add(new Pair<>(one, null)));
        }
        return pairs;
    }
}
