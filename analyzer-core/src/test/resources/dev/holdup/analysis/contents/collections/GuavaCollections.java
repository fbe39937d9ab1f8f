import com.google.common.cache.*;
import com.google.common.collect.*;
import java.util.*;

/** Guava and Caffeine. */
final class GuavaCollections {
    enum Few { A, B, C, D }

    static void make() {
        for (int size : new int[] {1, 2, 9}) {
            List<Object> list = new ArrayList<>();
            Map<Object, Object> pairs = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                list.add("e" + i);
                pairs.put("k" + i, "v" + i);
            }
            CollectionsProgram.keep(ImmutableList.copyOf(list), size);
            CollectionsProgram.keep(ImmutableSet.copyOf(list), size);
            CollectionsProgram.keep(ImmutableMap.copyOf(pairs), size);
            CollectionsProgram.keep(ImmutableBiMap.copyOf(pairs), size);
            CollectionsProgram.keep(ImmutableMultiset.copyOf(list), size);
            CollectionsProgram.keep(ImmutableSortedSet.copyOf(list.toArray(new String[0])), size);
            CollectionsProgram.keep(ImmutableSortedMap.copyOf(new TreeMap<>(Map.of("k", "v"))), 1);
            for (Multimap<Object, Object> map : List.<Multimap<Object, Object>>of(
                    ArrayListMultimap.create(), HashMultimap.create(), LinkedHashMultimap.create(),
                    LinkedListMultimap.create())) {
                for (int i = 0; i < size; i++) {
                    map.put("k" + i % 2, "v" + i);
                }
                CollectionsProgram.keep(map, size);
            }
            CollectionsProgram.keep(ImmutableListMultimap.copyOf(Multimaps.forMap(pairs)), size);
            HashBiMap<Object, Object> two = HashBiMap.create();
            two.putAll(pairs);
            CollectionsProgram.keep(two, size);
            HashMultiset<Object> bag = HashMultiset.create(list);
            bag.add("e0", 5);
            CollectionsProgram.keep(bag, size + 5);
            EvictingQueue<Object> queue = EvictingQueue.create(5);
            queue.addAll(list);
            CollectionsProgram.keep(queue, Math.min(5, size));
            MinMaxPriorityQueue<String> ranked = MinMaxPriorityQueue.create();
            list.forEach(one -> ranked.add((String) one));
            CollectionsProgram.keep(ranked, size);
            Map<Object, Object> weak = new MapMaker().weakValues().makeMap();
            weak.putAll(Map.of("k".intern(), "v".intern()));
            CollectionsProgram.keep(weak, 1);
        }
        CollectionsProgram.keep(Sets.immutableEnumSet(Few.A, Few.B), 2);
        CollectionsProgram.keep(Maps.immutableEnumMap(new EnumMap<>(Map.of(Few.A, 1, Few.B, 2))), 2);
        Cache<Object, Object> cache = CacheBuilder.newBuilder().maximumSize(100).build();
        com.github.benmanes.caffeine.cache.Cache<Object, Object> bounded =
                com.github.benmanes.caffeine.cache.Caffeine.newBuilder().maximumSize(100).executor(Runnable::run).build();
        com.github.benmanes.caffeine.cache.Cache<Object, Object> unbounded =
                com.github.benmanes.caffeine.cache.Caffeine.newBuilder().build();
        for (int i = 0; i < 25; i++) {
            cache.put("k" + i, "v");
            bounded.put("k" + i, "v");
            unbounded.put("k" + i, "v");
        }
        CollectionsProgram.keep(cache.asMap(), 25);
        CollectionsProgram.keep(bounded.asMap(), 25);
        CollectionsProgram.keep(unbounded.asMap(), 25);
        // As Guava makes them when hashes collide on purpose.
        CollectionsProgram.keep(ImmutableMap.copyOf(colliding(40)), 40);
        CollectionsProgram.keep(ImmutableBiMap.copyOf(collidingPairs()), 40);
        CollectionsProgram.keep(ImmutableSet.copyOf(colliding(400).keySet()), 400);
    }

    record Same(int number) { @Override public int hashCode() { return 1; } }

    private static Map<Object, Object> colliding(int size) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(new Same(i), "v");
        }
        return map;
    }

    private static Map<Object, Object> collidingPairs() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            map.put(new Same(i), new Same(i + 100));
        }
        return map;
    }
}
