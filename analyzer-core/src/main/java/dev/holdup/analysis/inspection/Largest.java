package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.DominatorTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Of many objects those that retain the most, and how many there are. By several workers: each has one of its own.
final class Largest {
    private static final Comparator<Sized> LARGEST_FIRST =
            Comparator.comparingLong(Sized::retainedBytes).reversed().thenComparingInt(Sized::object);

    private final DominatorTree tree;
    private final int limit;
    /// The smallest of those kept is its head.
    private final PriorityQueue<Sized> kept = new PriorityQueue<>(LARGEST_FIRST.reversed());
    private long total;

    private record Sized(int object, long retainedBytes) {}

    Largest(DominatorTree tree, int limit) {
        this.tree = tree;
        this.limit = limit;
    }

    void add(int object) {
        total++;
        keep(new Sized(object, tree.retainedBytes(object)));
    }

    private void keep(Sized sized) {
        @Nullable Sized smallest = kept.peek();
        if (kept.size() < limit) {
            kept.add(sized);
        } else if (smallest != null && LARGEST_FIRST.compare(sized, smallest) < 0) {
            kept.poll();
            kept.add(sized);
        }
    }

    synchronized void addAll(Largest other) {
        total += other.total;
        other.kept.forEach(this::keep);
    }

    long total() {
        return total;
    }

    /// Object indexes, the one that retains the most first; of equals the one with the lower address.
    List<Integer> objects() {
        List<Sized> sorted = new ArrayList<>(kept);
        sorted.sort(LARGEST_FIRST);
        return sorted.stream().map(Sized::object).toList();
    }

    Capped<ObjectRef> told(LookedAt look) {
        return new Capped<>(total, objects().stream().map(look::object).toList());
    }

    /// Of all objects of the heap those that are asked for, by all workers.
    static Largest of(LookedAt look, java.util.function.IntPredicate wanted) {
        Largest all = new Largest(look.tree, look.limit);
        look.heap.workers().ranges(look.heap.size(), (from, to) -> {
            Largest part = new Largest(look.tree, look.limit);
            for (int object = (int) from; object < to; object++) {
                if (wanted.test(object)) {
                    part.add(object);
                }
            }
            all.addAll(part);
        });
        return all;
    }
}
