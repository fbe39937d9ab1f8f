package dev.holdup.analysis.contents;

import dev.holdup.analysis.contents.HeapContents.ThreadLocalFact;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What live threads keep in thread-locals: values by their class and by the class of their key.
///
/// A value counts with what it alone keeps alive, once: a value that several threads have is no thread's own.
///
/// @param bytesByThread by index into the heap graph's threads
record ThreadLocals(List<ThreadLocalFact> facts, long[] bytesByThread) {
    private static final int MOST = 50;
    private static final int MOST_SLOTS = 1 << 16;
    private static final List<String> MAPS = List.of("threadLocals", "inheritableThreadLocals");

    private record Kind(String className, String keyClass) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return Comparator.comparing(Kind::className)
                    .thenComparing(Kind::keyClass)
                    .compare(this, other);
        }
    }

    private static final class Sum {
        private final Set<Integer> threads = new TreeSet<>();
        private long bytes;
    }

    static ThreadLocals of(HeapGraph heap, DominatorTree tree) {
        HeapObjects reader = heap.reader();
        List<List<Long>> tables = tables(heap);
        long[] bytesByThread = new long[heap.threads().size()];
        Map<Kind, Sum> sums = new TreeMap<>();
        Set<Integer> counted = new HashSet<>();
        for (int t = 0; t < tables.size(); t++) {
            for (long table : tables.get(t)) {
                ObjectRecord entries = reader.at(table);
                for (long address : entries == null ? new long[0] : reader.elements(entries, MOST_SLOTS)) {
                    ObjectRecord entry = reader.at(address);
                    int value = entry == null ? -1 : heap.objects().indexOf(reader.reference(entry, "value"));
                    if (entry == null || value < 0) {
                        continue;
                    }
                    int key = heap.objects().indexOf(reader.reference(entry, "referent"));
                    Kind kind = new Kind(
                            heap.classOf(value).name(),
                            key < 0 ? "none any more" : heap.classOf(key).name());
                    Sum sum = sums.computeIfAbsent(kind, fresh -> new Sum());
                    sum.threads.add(t);
                    if (counted.add(value)) {
                        long bytes = tree.retainedBytes(value);
                        sum.bytes += bytes;
                        bytesByThread[t] += bytes;
                    }
                }
            }
        }
        List<ThreadLocalFact> facts = new ArrayList<>();
        sums.forEach((kind, sum) -> facts.add(new ThreadLocalFact(
                new Contents.ThreadLocalValue(kind.className(), kind.keyClass(), sum.threads.size(), sum.bytes),
                List.copyOf(sum.threads))));
        facts.sort(
                Comparator.comparingLong((ThreadLocalFact fact) -> -fact.value().retainedBytes()));
        return new ThreadLocals(List.copyOf(facts.subList(0, Math.min(MOST, facts.size()))), bytesByThread);
    }

    /// Addresses of each thread's tables, looked up level by level for all threads together.
    private static List<List<Long>> tables(HeapGraph heap) {
        HeapObjects reader = heap.reader();
        List<List<Long>> mapsByThread = new ArrayList<>();
        heap.threads().forEach(thread -> {
            ObjectRecord object = reader.at(thread.address());
            List<Long> maps = new ArrayList<>();
            for (String field : MAPS) {
                long map = object == null ? 0 : reader.reference(object, field);
                if (map != 0) {
                    maps.add(map);
                }
            }
            mapsByThread.add(maps);
        });
        reader.findAll(mapsByThread.stream().flatMap(List::stream).toList());
        List<List<Long>> tablesByThread = new ArrayList<>();
        for (List<Long> maps : mapsByThread) {
            List<Long> tables = new ArrayList<>();
            for (long address : maps) {
                ObjectRecord map = reader.at(address);
                tables.add(map == null ? 0 : reader.reference(map, "table"));
            }
            tablesByThread.add(tables);
        }
        List<Long> all = tablesByThread.stream().flatMap(List::stream).toList();
        reader.findAll(all);
        List<Long> entries = new ArrayList<>();
        for (long address : all) {
            ObjectRecord table = reader.at(address);
            for (long entry : table == null ? new long[0] : reader.elements(table, MOST_SLOTS)) {
                if (entry != 0) {
                    entries.add(entry);
                }
            }
        }
        reader.findAll(entries);
        return tablesByThread;
    }
}
