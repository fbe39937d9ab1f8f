package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.Contents.DuplicateString;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Strings with the same characters, and the bytes that one of each kind would save: of every string but one the
/// object,
/// and of every array but one the array. Strings that share an array already are counted so.
///
/// @param strings beyond the first of each kind
/// @param bytes that these take
/// @param largest by bytes, capped
record DuplicateStrings(long strings, long bytes, List<DuplicateString> largest) {
    private static final int MOST = 30;
    private static final int PARTITIONS = 16;
    private static final Comparator<DuplicateString> LARGEST_FIRST =
            Comparator.comparingLong(DuplicateString::bytes).reversed().thenComparing(DuplicateString::hash);

    static DuplicateStrings of(StringTable table, HeapGraph heap) {
        StringTable.Users users = table.users();
        table.hashLarge(users);
        int parts = table.places() > 1 << 16 ? PARTITIONS : 1;
        AtomicInteger next = new AtomicInteger();
        List<Part> done = new ArrayList<>();
        heap.workers().run(worker -> {
            Part part = new Part(table, users, heap, parts);
            for (int p = next.getAndIncrement(); p < parts; p = next.getAndIncrement()) {
                part.count(p);
            }
            part.free();
            synchronized (done) {
                done.add(part);
            }
        });
        heap.space().free(users.byObject());
        long strings = 0;
        long bytes = 0;
        List<DuplicateString> largest = new ArrayList<>();
        for (Part part : done) {
            strings += part.strings;
            bytes += part.bytes;
            largest.addAll(part.largest);
        }
        largest.sort(LARGEST_FIRST);
        return new DuplicateStrings(strings, bytes, List.copyOf(largest.subList(0, Math.min(MOST, largest.size()))));
    }

    /// Counts by content, one part of all hashes after the other: open addressing.
    private static final class Part {
        private final StringTable table;
        private final StringTable.Users users;
        private final HeapGraph heap;
        private final int parts;
        private final TableSpace space;
        private final int mask;
        private final LongTable hashBySlot;
        private final IntTable arraysBySlot;
        private final IntTable stringsBySlot;
        private final IntTable firstBySlot;
        private final long stringBytes;
        private final PriorityQueue<DuplicateString> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
        private long strings;
        private long bytes;

        Part(StringTable table, StringTable.Users users, HeapGraph heap, int parts) {
            this.table = table;
            this.users = users;
            this.heap = heap;
            this.parts = parts;
            this.space = heap.space();
            // Twice as many slots as arrays fall into a part, a third more for those that do not fall evenly.
            long wanted = Math.max(64, table.places() * 8 / 3 / parts);
            int slots = (int) Math.min(1 << 30, Long.highestOneBit(wanted) << 1);
            mask = slots - 1;
            hashBySlot = space.longs(slots);
            arraysBySlot = space.ints(slots);
            stringsBySlot = space.ints(slots);
            firstBySlot = space.ints(slots);
            stringBytes = stringBytes(heap);
        }

        private static long stringBytes(HeapGraph heap) {
            HeapClass type = heap.classes().named("java.lang.String");
            if (type == null) {
                return 0;
            }
            long objects = heap.totals().objectsByClass()[type.classIndex()];
            return objects == 0 ? 0 : heap.totals().bytesByClass()[type.classIndex()] / objects;
        }

        void count(int part) {
            int filled = 0;
            for (long place = 0; place < table.places() && filled < mask; place++) {
                heap.workers().check(place);
                int array = table.array(place);
                long hash = table.hash(place);
                if (array < 0 || Math.floorMod(hash >>> 40, parts) != part) {
                    continue;
                }
                int strings = users.of(array);
                if (strings == 0) {
                    continue;
                }
                int slot = (int) hash & mask;
                while (arraysBySlot.get(slot) != 0 && hashBySlot.get(slot) != hash) {
                    slot = (slot + 1) & mask;
                }
                if (arraysBySlot.get(slot) == 0) {
                    hashBySlot.set(slot, hash);
                    firstBySlot.set(slot, array);
                    filled++;
                }
                arraysBySlot.set(slot, arraysBySlot.get(slot) + 1);
                stringsBySlot.set(slot, stringsBySlot.get(slot) + strings);
            }
            for (int slot = 0; slot <= mask; slot++) {
                if (stringsBySlot.get(slot) > 1) {
                    add(slot);
                }
                arraysBySlot.set(slot, 0);
                stringsBySlot.set(slot, 0);
            }
        }

        private void add(int slot) {
            int itsStrings = stringsBySlot.get(slot);
            long wasted = (itsStrings - 1L) * stringBytes
                    + (arraysBySlot.get(slot) - 1L) * heap.shallowBytes(firstBySlot.get(slot));
            strings += itsStrings - 1L;
            bytes += wasted;
            if (largest.size() < MOST || wasted >= largest.element().bytes()) {
                largest.add(new DuplicateString(
                        contentBytes(firstBySlot.get(slot)),
                        String.format("%08x", (int) (hashBySlot.get(slot) >>> 32)),
                        itsStrings,
                        arraysBySlot.get(slot),
                        wasted));
                if (largest.size() > MOST) {
                    largest.remove();
                }
            }
        }

        private long contentBytes(int array) {
            ObjectRecord record = heap.reader().at(heap.objects().addressOf(array));
            return record == null || record.heapClass().elementType() == null
                    ? 0
                    : (long) record.length() * record.heapClass().elementType().bytes(0);
        }

        void free() {
            space.free(hashBySlot);
            space.free(arraysBySlot);
            space.free(stringsBySlot);
            space.free(firstBySlot);
        }
    }
}
