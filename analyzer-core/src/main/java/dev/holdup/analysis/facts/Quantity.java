package dev.holdup.analysis.facts;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How many an object stands for: the value of a number, the size of a collection, the permits of a semaphore.
///
/// By the fields of the JDK's classes, 8 to 25, and by what other collections call theirs.
public final class Quantity {
    /// Wrappers of wrappers; the JDK nests three.
    private static final int DEEPEST = 6;

    /// Nodes of a linked collection that keeps no count.
    private static final int MOST_NODES = 1_000_000;

    private static final List<String> COUNTS = List.of("size", "count", "elementCount", "_size");

    /// Where a collection keeps those it is made of.
    private static final List<String> INSIDE = List.of(
            "map", "m", "c", "al", "q", "list", "items", "sync", "collection", "delegate", "array", "data", "elements");

    private final HeapObjects reader;

    public Quantity(HeapObjects reader) {
        this.reader = reader;
    }

    /// Empty if nothing says how many.
    public OptionalLong of(@Nullable ObjectRecord object) {
        return of(object, 0);
    }

    private OptionalLong of(@Nullable ObjectRecord object, int depth) {
        if (object == null || depth > DEEPEST) {
            return OptionalLong.empty();
        }
        HeapClass type = object.heapClass();
        if (type.isArray()) {
            return OptionalLong.of(object.length());
        }
        if (type.isA("java.util.concurrent.atomic.Striped64")) {
            return OptionalLong.of(striped(object, "base", "cells"));
        }
        if (type.isA("java.util.concurrent.ConcurrentHashMap")) {
            return OptionalLong.of(Math.max(0, striped(object, "baseCount", "counterCells")));
        }
        if (type.isA("java.util.concurrent.locks.AbstractQueuedSynchronizer")) {
            return OptionalLong.of(reader.integer(object, "state", 0));
        }
        if (type.isA("java.util.ArrayDeque")) {
            return ring(object);
        }
        if (type.isA("java.util.concurrent.ConcurrentLinkedQueue")
                || type.isA("java.util.concurrent.ConcurrentLinkedDeque")
                || type.isA("java.util.concurrent.LinkedTransferQueue")) {
            return OptionalLong.of(linked(reader.follow(object, "head")));
        }
        return counted(object, depth);
    }

    private OptionalLong counted(ObjectRecord object, int depth) {
        for (String name : COUNTS) {
            OptionalLong count = in(object, name, depth);
            if (count.isPresent()) {
                return count;
            }
        }
        for (String name : INSIDE) {
            if (object.heapClass().field(name) != null) {
                return of(reader.follow(object, name), depth + 1);
            }
        }
        // Last, since views of maps have a value too.
        return in(object, "value", depth);
    }

    private OptionalLong in(ObjectRecord object, String field, int depth) {
        if (object.heapClass().field(field) == null) {
            return OptionalLong.empty();
        }
        OptionalLong number = integer(object, field);
        return number.isPresent() ? number : of(reader.follow(object, field), depth + 1);
    }

    /// The value of an integral field; empty if the object has none of that name.
    OptionalLong integer(ObjectRecord object, String field) {
        // No field holds both: what is absent answers with what was asked for it.
        long value = reader.integer(object, field, Long.MIN_VALUE);
        return value == Long.MIN_VALUE && reader.integer(object, field, 0) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(value);
    }

    private long striped(ObjectRecord object, String base, String cells) {
        long sum = reader.integer(object, base, 0);
        ObjectRecord array = reader.follow(object, cells);
        if (array != null) {
            for (long cell : reader.elements(array, MOST_NODES)) {
                ObjectRecord part = reader.at(cell);
                sum += part == null ? 0 : reader.integer(part, "value", 0);
            }
        }
        return sum;
    }

    private OptionalLong ring(ObjectRecord object) {
        ObjectRecord elements = reader.follow(object, "elements");
        if (elements == null || elements.length() == 0) {
            return OptionalLong.empty();
        }
        long between = reader.integer(object, "tail", 0) - reader.integer(object, "head", 0);
        return OptionalLong.of(Math.floorMod(between, (long) elements.length()));
    }

    /// Nodes that hold an item; a node that refers to itself has been taken off.
    private long linked(@Nullable ObjectRecord head) {
        long count = 0;
        ObjectRecord node = head;
        for (int i = 0; i < MOST_NODES && node != null; i++) {
            count += reader.reference(node, "item") == 0 ? 0 : 1;
            long next = reader.reference(node, "next");
            node = next == node.address() ? null : reader.at(next);
        }
        return count;
    }

    /// The elements of an array or of a list that keeps them in one, at most `most`; null if it is neither.
    long @Nullable [] elements(ObjectRecord object, int most) {
        HeapClass type = object.heapClass();
        if (type.isArray()) {
            return reader.elements(object, most);
        }
        for (String name : List.of("array", "elementData", "data")) {
            ObjectRecord array = reader.follow(object, name);
            if (array != null && array.heapClass().isArray()) {
                long size = of(object).orElse(array.length());
                return reader.elements(array, (int) Math.min(most, Math.max(0, size)));
            }
        }
        return null;
    }
}
