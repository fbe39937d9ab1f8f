package dev.holdup.analysis.contents;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first few of many by an order. Memory: what is kept, and one more.
final class Foremost<T> {
    private final int most;
    private final Comparator<T> order;
    /// The last of those kept is its head.
    private final PriorityQueue<T> kept;

    /// @param order the first come first; complete, so that the answer does not hang on who comes when
    Foremost(int most, Comparator<T> order) {
        this.most = most;
        this.order = order;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    boolean isFull() {
        return kept.size() == most;
    }

    /// Of those kept: what comes later than this one is not kept if [#isFull].
    T last() {
        return kept.element();
    }

    void add(T one) {
        if (!isFull() || order.compare(one, last()) < 0) {
            kept.add(one);
            if (kept.size() > most) {
                kept.remove();
            }
        }
    }

    void addAll(Foremost<T> others) {
        others.kept.forEach(this::add);
    }

    /// In order.
    List<T> list() {
        return kept.stream().sorted(order).toList();
    }
}
