package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// Strings, arrays and boxed numbers with the content of another one of their class, and the bytes that one of each
/// kind would save: of every string but one the object, and of every array but one the array. Strings that share an
/// array already are counted so.
///
/// What was gathered is first laid out by some bits of its hashes, so that each part fits into a processor's cache
/// while it is counted; nothing is left of its order. Memory: a table for each worker that grows with a part's
/// contents.
final class Duplicates {
    private static final int MOST = 30;
    private static final int PLACES_OF_A_PART = 1 << 13;
    private static final int SLOTS = 1 << 14;

    /// Equal ones.
    ///
    /// @param strings 0 if they are no strings' arrays
    /// @param first object index of one of the arrays: the lowest
    record Same(long hash, int first, int strings, int objects, long bytes) {
        static final Comparator<Same> LARGEST_FIRST =
                Comparator.comparingLong(Same::bytes).reversed().thenComparingInt(Same::first);
    }

    long strings;
    long stringBytes;
    /// Arrays and numbers beyond the first of each content, by class; those of strings are not among them.
    final long[] objectsByClass;

    final long[] bytesByClass;
    /// Contents that several primitive arrays of no string have.
    long arrayContents;

    final Foremost<Same> largestStrings;
    final Foremost<Same> largestArrays;

    private final ContentTable table;
    private final ContentTable.Users users;
    private final HeapGraph heap;
    private final long bytesOfString;
    private final int most;

    /// @param repeatedSmallByClass boxed numbers beyond the first of each content that were not gathered
    Duplicates(
            ContentTable table, ContentTable.Users users, long[] repeatedSmallByClass, HeapGraph heap, Detail detail) {
        this.table = table;
        this.users = users;
        this.heap = heap;
        this.objectsByClass = new long[heap.classes().size()];
        this.bytesByClass = new long[heap.classes().size()];
        this.most = detail.scaled(MOST);
        this.largestStrings = largest();
        this.largestArrays = largest();
        this.bytesOfString = StringTally.bytesOfString(heap);
        long size = table.compact(users);
        if (!heap.dump().valuesBlanked()) {
            count(size);
            addSmall(repeatedSmallByClass);
        }
    }

    /// Boxed numbers of a class are of one size.
    private void addSmall(long[] repeatedByClass) {
        for (int c = 0; c < repeatedByClass.length; c++) {
            if (repeatedByClass[c] > 0) {
                objectsByClass[c] += repeatedByClass[c];
                bytesByClass[c] += repeatedByClass[c]
                        * (heap.totals().bytesByClass()[c] / heap.totals().objectsByClass()[c]);
            }
        }
    }

    private void count(long size) {
        int parts = (int) Math.max(1, Long.highestOneBit(size / PLACES_OF_A_PART));
        long[] endByPart = layOut(size, parts);
        AtomicInteger next = new AtomicInteger();
        heap.workers().run(worker -> {
            Part counted = new Part();
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                heap.workers().cancellation().check();
                counted.count(part == 0 ? 0 : endByPart[part - 1], endByPart[part]);
            }
            counted.addTo(this);
        });
    }

    private Foremost<Same> largest() {
        return new Foremost<>(most, Same.LARGEST_FIRST);
    }

    /// Brings the places of each part together by exchanging them: each goes to its part at once. Answers where
    /// parts end.
    private long[] layOut(long size, int parts) {
        long[] endByPart = new long[parts];
        for (long place = 0; place < size; place++) {
            endByPart[part(place, parts)]++;
        }
        long[] nextByPart = new long[parts];
        for (int part = 1; part < parts; part++) {
            nextByPart[part] = endByPart[part - 1];
            endByPart[part] += endByPart[part - 1];
        }
        for (int part = 0; part < parts; part++) {
            while (nextByPart[part] < endByPart[part]) {
                heap.workers().check(nextByPart[part]);
                int its = part(nextByPart[part], parts);
                if (its == part) {
                    nextByPart[part]++;
                } else {
                    table.swap(nextByPart[part], nextByPart[its]++);
                }
            }
        }
        return endByPart;
    }

    private int part(long place, int parts) {
        return (int) (table.hash(place) >>> 40) & (parts - 1);
    }

    /// One worker's count by content: open addressing.
    private final class Part {
        private long[] keyBySlot = new long[SLOTS];
        private int[] objectsBySlot = new int[SLOTS];
        private int[] stringsBySlot = new int[SLOTS];
        private int[] firstBySlot = new int[SLOTS];
        private int filled;
        private long itsStrings;
        private long itsStringBytes;
        private long itsArrayContents;
        private final long[] itsObjectsByClass = new long[heap.classes().size()];
        private final long[] itsBytesByClass = new long[heap.classes().size()];
        private final Foremost<Same> strings = largest();
        private final Foremost<Same> arrays = largest();

        void count(long from, long to) {
            for (long place = from; place < to; place++) {
                add(table.hash(place), table.object(place));
            }
            for (int slot = 0; slot < keyBySlot.length; slot++) {
                if (objectsBySlot[slot] > 0) {
                    found(slot);
                }
                objectsBySlot[slot] = 0;
                stringsBySlot[slot] = 0;
            }
            filled = 0;
        }

        private void add(long keyAndUsers, int object) {
            long key = keyAndUsers & ~ContentTable.MANY;
            long few = keyAndUsers & ContentTable.MANY;
            int itsUsers = few < ContentTable.MANY ? (int) few : users.of(object);
            if (2 * filled > keyBySlot.length) {
                grow();
            }
            int slot = slot(key);
            if (objectsBySlot[slot] == 0) {
                keyBySlot[slot] = key;
                firstBySlot[slot] = object;
                filled++;
            }
            objectsBySlot[slot]++;
            stringsBySlot[slot] += itsUsers;
            firstBySlot[slot] = Math.min(firstBySlot[slot], object);
        }

        private int slot(long key) {
            int slot = (int) (key >>> 3) & (keyBySlot.length - 1);
            while (objectsBySlot[slot] != 0 && keyBySlot[slot] != key) {
                slot = (slot + 1) & (keyBySlot.length - 1);
            }
            return slot;
        }

        private void grow() {
            long[] keys = keyBySlot;
            int[] objects = objectsBySlot;
            int[] itsStringsBySlot = stringsBySlot;
            int[] firsts = firstBySlot;
            keyBySlot = new long[2 * keys.length];
            objectsBySlot = new int[2 * keys.length];
            stringsBySlot = new int[2 * keys.length];
            firstBySlot = new int[2 * keys.length];
            for (int old = 0; old < keys.length; old++) {
                if (objects[old] > 0) {
                    int slot = slot(keys[old]);
                    keyBySlot[slot] = keys[old];
                    objectsBySlot[slot] = objects[old];
                    stringsBySlot[slot] = itsStringsBySlot[old];
                    firstBySlot[slot] = firsts[old];
                }
            }
        }

        private void found(int slot) {
            int first = firstBySlot[slot];
            int copies = objectsBySlot[slot];
            int itsUsers = stringsBySlot[slot];
            if (copies + itsUsers < 2 || (copies == 1 && itsUsers == 1)) {
                return;
            }
            long bytes = (copies - 1L) * heap.shallowBytes(first);
            if (itsUsers > 0) {
                long lost = (itsUsers - 1L) * bytesOfString + bytes;
                itsStrings += itsUsers - 1L;
                itsStringBytes += lost;
                strings.add(new Same(keyBySlot[slot], first, itsUsers, copies, lost));
            } else {
                int c = heap.shapes().classIndex(first);
                itsObjectsByClass[c] += copies - 1L;
                itsBytesByClass[c] += bytes;
                if (heap.classes().get(c).isArray()) {
                    itsArrayContents++;
                    arrays.add(new Same(keyBySlot[slot] ^ ContentTable.mix(c), first, 0, copies, bytes));
                }
            }
        }

        void addTo(Duplicates sum) {
            synchronized (sum) {
                sum.strings += itsStrings;
                sum.stringBytes += itsStringBytes;
                sum.arrayContents += itsArrayContents;
                for (int c = 0; c < itsObjectsByClass.length; c++) {
                    sum.objectsByClass[c] += itsObjectsByClass[c];
                    sum.bytesByClass[c] += itsBytesByClass[c];
                }
                sum.largestStrings.addAll(strings);
                sum.largestArrays.addAll(arrays);
            }
        }
    }
}
