package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.facts.Quantity;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many elements a queue holds, how many it may hold, and its first ones.
final class QueueElements {
    /// Each costs a look into the file.
    private static final int MOST_SAMPLED = 50;
    /// Nodes at the head of a lock-free queue that hold nothing any more.
    private static final int MOST_DEAD = 100;

    private static final int MOST_SLOTS = 1 << 16;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final Quantity quantity;

    QueueElements(HeapGraph heap) {
        this.heap = heap;
        this.reader = heap.reader();
        this.quantity = new Quantity(reader);
    }

    /// @param content of what the queue retains
    long size(FoundQueue queue, ClassRetention.Content content) {
        QueueShape shape = queue.shape();
        if (shape == null) {
            return forkJoinSize(queue.owner());
        }
        if (shape.className().equals(QueueShape.RING_BUFFER)) {
            return ringSize(queue.owner());
        }
        return shape.keepsSize() ? quantity.of(queue.owner()).orElse(0) : nodes(queue.owner(), content);
    }

    /// Null if there is no limit.
    @Nullable
    Long capacity(FoundQueue queue) {
        QueueShape shape = queue.shape();
        if (shape == null || shape.capacity() == null) {
            return null;
        }
        String field = shape.capacity();
        long number = reader.integer(queue.owner(), field, -1);
        ObjectRecord array = number >= 0 ? null : reader.follow(queue.owner(), field);
        if (shape.className().equals(QueueShape.RING_BUFFER)) {
            number = reader.integer(queue.owner(), "bufferSize", -1);
        }
        long capacity = number >= 0 ? number : array == null ? -1 : array.length();
        return capacity < 0 || capacity == Integer.MAX_VALUE ? null : capacity;
    }

    private long forkJoinSize(ObjectRecord pool) {
        ObjectRecord now = reader.follow(pool, "queues");
        ObjectRecord queues = now == null ? reader.follow(pool, "workQueues") : now;
        long size = 0;
        for (long address : queues == null ? new long[0] : reader.elements(queues, MOST_SLOTS)) {
            ObjectRecord queue = reader.at(address);
            // Both count up without end; `base` may be behind for a moment.
            size += queue == null
                    ? 0
                    : Math.max(0, (int) (reader.integer(queue, "top", 0) - reader.integer(queue, "base", 0)));
        }
        return size;
    }

    /// Published and not yet taken by the slowest consumer.
    private long ringSize(ObjectRecord ring) {
        ObjectRecord sequencer = reader.follow(ring, "sequencer");
        ObjectRecord cursor = sequencer == null ? null : reader.follow(sequencer, "cursor");
        ObjectRecord gates = sequencer == null ? null : reader.follow(sequencer, "gatingSequences");
        if (cursor == null || gates == null) {
            return 0;
        }
        long published = reader.integer(cursor, "value", 0);
        long slowest = published;
        for (long address : reader.elements(gates, MOST_SAMPLED)) {
            ObjectRecord gate = reader.at(address);
            slowest = Math.min(slowest, gate == null ? published : reader.integer(gate, "value", published));
        }
        return published - slowest;
    }

    /// All nodes that the queue retains but those at its head that hold nothing: it keeps no count, and to follow all
    /// of them would take a look into the file for each.
    private long nodes(ObjectRecord queue, ClassRetention.Content content) {
        ObjectRecord node = reader.follow(queue, "head");
        if (node == null) {
            return 0;
        }
        long nodes = content.objectsByClass()[node.heapClass().classIndex()];
        for (int dead = 0; node != null && dead < MOST_DEAD && reader.reference(node, "item") == 0; dead++) {
            nodes--;
            long next = reader.reference(node, "next");
            node = next == node.address() ? null : reader.at(next);
        }
        return Math.max(0, nodes);
    }

    /// Addresses of the first ones, at most 50.
    List<Long> first(FoundQueue queue) {
        QueueShape shape = queue.shape();
        List<Long> found = new ArrayList<>();
        if (shape == null) {
            for (int top : queue.tops()) {
                addOfArray(found, reader.at(heap.objects().addressOf(top)));
            }
        } else if (shape.first() != null) {
            ObjectRecord node = reader.follow(queue.owner(), shape.first());
            for (int i = 0; node != null && i < MOST_SAMPLED + MOST_DEAD && found.size() < MOST_SAMPLED; i++) {
                add(found, reader.reference(node, "item"));
                long next = reader.reference(node, "next");
                node = next == node.address() ? null : reader.at(next);
            }
        } else if (shape.elements() != null) {
            ObjectRecord at = queue.owner();
            for (String field : shape.elements().split("\\.", -1)) {
                at = at == null ? null : reader.follow(at, field);
            }
            addOfArray(found, at);
        }
        return found;
    }

    private void addOfArray(List<Long> found, @Nullable ObjectRecord array) {
        if (array != null) {
            for (long element : reader.elements(array, MOST_SLOTS)) {
                add(found, element);
            }
        }
    }

    private static void add(List<Long> found, long element) {
        if (element != 0 && found.size() < MOST_SAMPLED) {
            found.add(element);
        }
    }
}
