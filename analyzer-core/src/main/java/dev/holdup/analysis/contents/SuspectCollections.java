package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.facts.Quantity;
import dev.holdup.analysis.findings.Contents.Collecting;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the suspects collect: how many entries, and whether anything limits them.
final class SuspectCollections {
    /// Fields between a suspect and its collection.
    private static final int DEEPEST = 4;
    /// Objects around a collection among which a cache is looked for.
    private static final int MOST_AROUND = 8;
    /// Share of the suspect's bytes that the collection keeps.
    private static final double MOST = 0.6;

    private static final int MOST_SEGMENTS = 1 << 16;
    private static final String GUAVA = "com.google.common.cache.LocalCache";

    private static final List<String> COLLECTIONS = List.of(
            "java.util.AbstractCollection",
            "java.util.AbstractMap",
            "java.util.Hashtable",
            "java.util.concurrent.CopyOnWriteArrayList");
    /// Beginnings of names of classes that can be given a limit.
    private static final List<String> CACHES = List.of(
            "com.github.benmanes.caffeine.cache.",
            "org.ehcache.",
            "net.sf.ehcache.",
            "org.infinispan.",
            "com.hazelcast.",
            "org.cache2k.",
            "org.springframework.util.ConcurrentLruCache");

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final DominatorTree tree;
    private final Quantity quantity;

    SuspectCollections(HeapGraph heap, DominatorTree tree) {
        this.heap = heap;
        this.reader = heap.reader();
        this.tree = tree;
        this.quantity = new Quantity(reader);
    }

    List<Collecting> of(List<Suspect> suspects) {
        List<Collecting> found = new ArrayList<>();
        for (Suspect suspect : suspects) {
            String address = suspect.address();
            ObjectRecord object = address == null ? null : reader.at(Long.parseUnsignedLong(address.substring(2), 16));
            ObjectRecord collection = object == null ? null : inside(object, suspect.retainedBytes());
            if (collection != null && address != null) {
                found.add(collecting(address, collection));
            }
        }
        return List.copyOf(found);
    }

    /// The object if it is a collection, or the one behind its fields that keeps most of what it keeps.
    private @Nullable ObjectRecord inside(ObjectRecord object, long bytes) {
        ObjectRecord at = object;
        for (int depth = 0; depth <= DEEPEST && at != null; depth++) {
            if (isCollection(at.heapClass())) {
                return at;
            }
            ObjectRecord next = null;
            for (HeapClass.Field field : at.heapClass().fields()) {
                long target = field.type() == FieldType.OBJECT ? reader.reference(at, field.name()) : 0;
                int index = target == 0 ? -1 : heap.objects().indexOf(target);
                if (index >= 0 && tree.retainedBytes(index) >= MOST * bytes) {
                    next = reader.at(target);
                    break;
                }
            }
            at = next;
        }
        return null;
    }

    private static boolean isCollection(HeapClass heapClass) {
        return COLLECTIONS.stream().anyMatch(heapClass::isA) && QueueShape.of(heapClass) == null;
    }

    private Collecting collecting(String suspect, ObjectRecord collection) {
        ObjectRecord cache = cacheAround(collection);
        boolean ownRule = collection.heapClass().isA("java.util.WeakHashMap")
                || (collection.heapClass().isA("java.util.LinkedHashMap")
                        && !collection.heapClass().name().equals("java.util.LinkedHashMap"));
        Long limit = cache == null ? null : limit(cache);
        boolean bounded = ownRule || (cache != null && (!cache.heapClass().isA(GUAVA) || isBounded(cache)));
        return new Collecting(suspect, collection.heapClass().name(), entries(collection), bounded, limit);
    }

    private long entries(ObjectRecord collection) {
        if (!collection.heapClass().isA(GUAVA)) {
            return quantity.of(collection).orElse(0);
        }
        ObjectRecord segments = reader.follow(collection, "segments");
        long sum = 0;
        for (long address : segments == null ? new long[0] : reader.elements(segments, MOST_SEGMENTS)) {
            ObjectRecord segment = reader.at(address);
            sum += segment == null ? 0 : reader.integer(segment, "count", 0);
        }
        return sum;
    }

    private @Nullable ObjectRecord cacheAround(ObjectRecord collection) {
        int at = heap.objects().indexOf(collection.address());
        for (int i = 0; i < MOST_AROUND && at >= 0; i++) {
            HeapClass heapClass = heap.classOf(at);
            if (heapClass.isA(GUAVA) || CACHES.stream().anyMatch(heapClass.name()::startsWith)) {
                return reader.at(heap.objects().addressOf(at));
            }
            at = tree.immediateDominator(at);
        }
        return null;
    }

    private @Nullable Long limit(ObjectRecord cache) {
        for (String field : List.of("maximum", "maxWeight")) {
            long limit = reader.integer(cache, field, -1);
            if (limit >= 0 && limit < Long.MAX_VALUE / 2) {
                return limit;
            }
        }
        return null;
    }

    private boolean isBounded(ObjectRecord guava) {
        return reader.integer(guava, "maxWeight", -1) >= 0
                || reader.integer(guava, "expireAfterAccessNanos", 0) > 0
                || reader.integer(guava, "expireAfterWriteNanos", 0) > 0;
    }
}
