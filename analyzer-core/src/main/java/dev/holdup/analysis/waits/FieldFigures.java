package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a figure at the end of a path of fields: a number, or the size of a collection.
final class FieldFigures {
    static final long UNKNOWN = Resource.UNKNOWN;
    private static final long ABSENT = Long.MIN_VALUE;
    /// Fields in which collections of the JDK keep their size, or what knows it, in the order they are tried.
    private static final List<String> COUNTS = List.of("size", "count", "value", "baseCount");

    private static final List<String> INNER = List.of("map", "m", "al", "array", "a");
    private static final int DEPTH = 4;

    private final HeapObjects reader;

    FieldFigures(HeapObjects reader) {
        this.reader = reader;
    }

    /// The object at the end of the path; null if the path leads to none.
    @Nullable
    ObjectRecord object(ObjectRecord from, List<String> path) {
        ObjectRecord at = from;
        for (String field : path) {
            at = at == null ? null : reader.follow(at, field);
        }
        return at;
    }

    /// [#UNKNOWN] if the path leads to no figure.
    long read(ObjectRecord from, List<String> path) {
        ObjectRecord owner = path.isEmpty() ? null : object(from, path.subList(0, path.size() - 1));
        if (owner == null) {
            return UNKNOWN;
        }
        long number = reader.integer(owner, path.getLast(), ABSENT);
        if (number != ABSENT) {
            return number;
        }
        ObjectRecord last = reader.follow(owner, path.getLast());
        return last == null ? UNKNOWN : size(last, 0);
    }

    private long size(ObjectRecord object, int depth) {
        if (object.heapClass().isArray()) {
            return object.length();
        }
        if (depth == DEPTH) {
            return UNKNOWN;
        }
        if (object.heapClass().isA("java.util.ArrayDeque")) {
            return dequeSize(object);
        }
        for (String field : COUNTS) {
            long number = reader.integer(object, field, ABSENT);
            if (number != ABSENT) {
                return number + counterCells(object);
            }
            ObjectRecord counter = reader.follow(object, field);
            if (counter != null) {
                return size(counter, depth + 1);
            }
        }
        for (String field : INNER) {
            ObjectRecord inner = reader.follow(object, field);
            if (inner != null) {
                return size(inner, depth + 1);
            }
        }
        return UNKNOWN;
    }

    private long dequeSize(ObjectRecord deque) {
        ObjectRecord elements = reader.follow(deque, "elements");
        long length = elements == null ? 0 : elements.length();
        long filled = reader.integer(deque, "tail", 0) - reader.integer(deque, "head", 0);
        return filled < 0 ? filled + length : filled;
    }

    /// What a contended `ConcurrentHashMap` counts beside its base count.
    private long counterCells(ObjectRecord map) {
        ObjectRecord cells = reader.follow(map, "counterCells");
        long sum = 0;
        for (long address : cells == null ? new long[0] : reader.elements(cells, 1 << 12)) {
            ObjectRecord cell = reader.at(address);
            sum += cell == null ? 0 : reader.integer(cell, "value", 0);
        }
        return sum;
    }
}
