package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.ByteTable;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Which arrays hold characters of strings, and a hash of what stands in each: gathered by the sweep, whose order has
/// arrays before and behind the strings that refer to them.
///
/// Memory, outside of the Java heap: twelve bytes a `byte[]` or `char[]` and four a string while they are gathered,
/// then
/// a byte an object, and some sixteen a string of a sixteenth of the strings.
final class StringTable implements AutoCloseable {
    /// Arrays that are larger are hashed afterwards, and only if they turn out to belong to a string.
    static final long LARGE_BYTES = 64 << 10;

    private static final int BLOCK = 1 << 12;
    private static final int MOST_COUNTED = 255;

    private final HeapGraph heap;
    private final TableSpace space;
    /// By place; places in blocks that a worker did not fill hold 0, arrays and values are noted as index + 1.
    private final IntTable arrayByPlace;

    private final LongTable hashByPlace;
    private final IntTable valueByPlace;
    private final AtomicLong nextArrayBlock = new AtomicLong();
    private final AtomicLong nextValueBlock = new AtomicLong();
    private final Map<Integer, Large> largeByObject = new java.util.concurrent.ConcurrentHashMap<>();

    private record Large(long offset, long bytes) {}

    StringTable(HeapGraph heap) {
        this.heap = heap;
        this.space = heap.space();
        long slack = (long) BLOCK * (heap.workers().threads() + 1);
        arrayByPlace = space.ints(objectsOf("byte[]") + objectsOf("char[]") + slack);
        hashByPlace = space.longs(arrayByPlace.length());
        valueByPlace = space.ints(objectsOf("java.lang.String") + slack);
    }

    private long objectsOf(String className) {
        long objects = 0;
        for (int c = 0; c < heap.classes().size(); c++) {
            objects += heap.classes().get(c).name().equals(className)
                    ? heap.totals().objectsByClass()[c]
                    : 0;
        }
        return objects;
    }

    /// What one worker notes.
    final class Writer {
        private final HeapBytes bytes = heap.bytes();
        private long array;
        private long arrayEnd;
        private long value;
        private long valueEnd;

        /// A reachable string, with the object index of its characters.
        void string(int characters) {
            if (value == valueEnd) {
                value = nextValueBlock.getAndIncrement() * BLOCK;
                valueEnd = Math.min(value + BLOCK, valueByPlace.length());
            }
            if (characters >= 0 && value < valueEnd) {
                valueByPlace.set(value++, characters + 1);
            }
        }

        /// A reachable `byte[]` or `char[]`.
        void array(int object, long offset, long length, FieldType type) {
            if (array == arrayEnd) {
                array = nextArrayBlock.getAndIncrement() * BLOCK;
                arrayEnd = Math.min(array + BLOCK, arrayByPlace.length());
            }
            if (array >= arrayEnd) {
                return;
            }
            arrayByPlace.set(array, object + 1);
            if (length > LARGE_BYTES) {
                largeByObject.put(object, new Large(offset, length));
            } else {
                hashByPlace.set(array, ContentHash.of(bytes, offset, length));
            }
            array++;
        }
    }

    /// How many strings have each array, once all workers are done: up to 254, more in the map.
    record Users(ByteTable byObject, Map<Integer, Integer> beyond) {
        int of(int object) {
            int count = Byte.toUnsignedInt(byObject.get(object));
            return count < MOST_COUNTED ? count : beyond.getOrDefault(object, MOST_COUNTED);
        }

        private void add(int object) {
            int count = Byte.toUnsignedInt(byObject.get(object));
            if (count < MOST_COUNTED) {
                byObject.set(object, (byte) (count + 1));
            }
            if (count >= MOST_COUNTED - 1) {
                beyond.merge(object, 1, (had, one) -> had + one);
                beyond.computeIfPresent(object, (key, now) -> count == MOST_COUNTED - 1 ? MOST_COUNTED : now);
            }
        }
    }

    Users users() {
        Users users = new Users(space.bytes(heap.size()), new HashMap<>());
        long end = Math.min(nextValueBlock.get() * BLOCK, valueByPlace.length());
        for (long place = 0; place < end; place++) {
            int value = valueByPlace.get(place);
            if (value > 0) {
                users.add(value - 1);
            }
        }
        return users;
    }

    long places() {
        return Math.min(nextArrayBlock.get() * BLOCK, arrayByPlace.length());
    }

    /// Object index of an array, −1 for none.
    int array(long place) {
        return arrayByPlace.get(place) - 1;
    }

    long hash(long place) {
        return hashByPlace.get(place);
    }

    /// Hashes the large arrays that belong to strings.
    void hashLarge(Users users) {
        for (long place = 0; place < places(); place++) {
            int object = array(place);
            Large large = object < 0 || largeByObject.isEmpty() ? null : largeByObject.get(object);
            if (large != null && users.of(object) > 0) {
                hashByPlace.set(place, ContentHash.of(heap.bytes(), large.offset(), large.bytes()));
            }
        }
    }

    @Override
    public void close() {
        space.free(arrayByPlace);
        space.free(hashByPlace);
        space.free(valueByPlace);
    }
}
