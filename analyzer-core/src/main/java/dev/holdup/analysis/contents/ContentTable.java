package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.ByteTable;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A hash of what stands in each array of characters and, if asked for, each other array of primitive values and each
/// boxed number; and which of the arrays belong to strings: gathered by the sweep, whose order has arrays before and
/// behind the strings that refer to them.
///
/// Memory, outside of the Java heap: twelve bytes an array or number and four a string while they are gathered, then
/// a byte an object.
final class ContentTable implements AutoCloseable {
    /// Arrays that are larger are hashed afterwards, and only if they belong to a string or have as many bytes as
    /// another one of their class.
    static final long LARGE_BYTES = 64 << 10;

    /// As many strings as the lowest bits of a key can tell.
    static final long MANY = 7;

    private static final int BLOCK = 1 << 12;

    private final HeapGraph heap;
    private final TableSpace space;
    /// Whether arrays of all primitive types and boxed numbers are gathered.
    private final boolean all;
    /// By place; places in blocks that a worker did not fill hold 0, objects are noted as index + 1.
    private final IntTable objectByPlace;

    private final LongTable hashByPlace;
    /// Object index of the characters + 1 of each string, negative if they are UTF-16.
    private final IntTable valueByPlace;
    private final AtomicLong nextObjectBlock = new AtomicLong();
    private final AtomicLong nextValueBlock = new AtomicLong();
    private final Map<Integer, Large> largeByObject = new ConcurrentHashMap<>();

    private record Large(long place, long offset, long bytes, int width, long mask) {}

    private record Twin(int classIndex, long bytes) {}

    ContentTable(HeapGraph heap, Collection<String> boxes, boolean all) {
        this.heap = heap;
        this.space = heap.space();
        this.all = all;
        long objects = 0;
        long strings = 0;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            FieldType element = heapClass.elementType();
            boolean isText = element == FieldType.BYTE || element == FieldType.CHAR;
            boolean isOther = (element != null && element != FieldType.OBJECT) || boxes.contains(heapClass.name());
            objects += isText || (all && isOther) ? heap.totals().objectsByClass()[c] : 0;
            strings +=
                    heapClass.name().equals("java.lang.String") ? heap.totals().objectsByClass()[c] : 0;
        }
        long slack = (long) BLOCK * (heap.workers().threads() + 1);
        objectByPlace = space.ints(objects + slack);
        hashByPlace = space.longs(objectByPlace.length());
        valueByPlace = space.ints(strings + slack);
    }

    boolean gathers(FieldType elementType) {
        return all || elementType == FieldType.BYTE || elementType == FieldType.CHAR;
    }

    /// What one worker notes.
    final class Writer {
        private final HeapBytes bytes = heap.bytes();
        private long place;
        private long placeEnd;
        private long value;
        private long valueEnd;

        /// A reachable string, with the object index of its characters.
        void string(int characters, boolean isUtf16) {
            if (value == valueEnd) {
                value = nextValueBlock.getAndIncrement() * BLOCK;
                valueEnd = Math.min(value + BLOCK, valueByPlace.length());
            }
            if (characters >= 0 && value < valueEnd) {
                valueByPlace.set(value++, isUtf16 ? -1 - characters : characters + 1);
            }
        }

        /// A reachable array.
        void array(int object, long offset, long length, FieldType type) {
            int width = type.bytes(bytes.idBytes());
            long mask = type == FieldType.CHAR ? ContentHash.CHAR_HIGH_BYTES : ContentHash.UTF16_HIGH_BYTES;
            if (length > LARGE_BYTES) {
                long hash = ContentHash.of(object, -1) | ContentHash.flags(bytes, offset, length, width);
                long its = add(object, hash);
                if (its >= 0) {
                    largeByObject.put(object, new Large(its, offset, length, width, mask));
                }
            } else {
                add(object, ContentHash.of(bytes, offset, length, width, mask));
            }
        }

        /// A reachable boxed number.
        void box(int object, long bits, int classIndex) {
            add(object, ContentHash.of(bits, classIndex));
        }

        /// Answers where; −1 if there is no room, as for an object that a dump has several times.
        private long add(int object, long hash) {
            if (place == placeEnd) {
                place = nextObjectBlock.getAndIncrement() * BLOCK;
                placeEnd = Math.min(place + BLOCK, objectByPlace.length());
            }
            if (place >= placeEnd) {
                return -1;
            }
            objectByPlace.set(place, object + 1);
            hashByPlace.set(place, hash);
            return place++;
        }
    }

    /// How many strings have each array, and whether they say that it is UTF-16: up to 126 in seven bits, more in
    /// the map.
    record Users(ByteTable byObject, Map<Integer, Integer> beyond) {
        private static final int MOST_COUNTED = 127;
        private static final int UTF16 = 128;

        int of(int object) {
            int count = byObject.get(object) & MOST_COUNTED;
            return count < MOST_COUNTED ? count : beyond.getOrDefault(object, MOST_COUNTED);
        }

        boolean isUtf16(int object) {
            return (byObject.get(object) & UTF16) != 0;
        }

        private void add(int object, boolean isUtf16) {
            int known = Byte.toUnsignedInt(byObject.get(object));
            int count = known & MOST_COUNTED;
            if (count == MOST_COUNTED) {
                beyond.merge(object, 1, Integer::sum);
                return;
            }
            if (count == MOST_COUNTED - 1) {
                beyond.put(object, MOST_COUNTED);
            }
            byObject.set(object, (byte) ((known + 1) | (isUtf16 ? UTF16 : 0)));
        }
    }

    /// Once all workers are done.
    Users users() {
        Users users = new Users(space.bytes(heap.size()), new HashMap<>());
        long end = Math.min(nextValueBlock.get() * BLOCK, valueByPlace.length());
        for (long place = 0; place < end; place++) {
            int value = valueByPlace.get(place);
            if (value != 0) {
                users.add(Math.abs(value) - 1, value < 0);
            }
        }
        return users;
    }

    long places() {
        return Math.min(nextObjectBlock.get() * BLOCK, objectByPlace.length());
    }

    /// Object index of an array or boxed number, −1 for none.
    int object(long place) {
        return objectByPlace.get(place) - 1;
    }

    /// With the bits of [ContentHash].
    long hash(long place) {
        return hashByPlace.get(place);
    }

    /// Hashes those of the large arrays that may be equal to another one, and those of strings.
    void hashLarge(Users users) {
        Map<Twin, Integer> twins = new HashMap<>();
        largeByObject.forEach((object, large) -> twins.merge(twin(object, large), 1, Integer::sum));
        largeByObject.forEach((object, large) -> {
            if (users.of(object) > 0 || (all && twins.getOrDefault(twin(object, large), 0) > 1)) {
                heap.workers().cancellation().check();
                hashByPlace.set(
                        large.place(),
                        ContentHash.of(heap.bytes(), large.offset(), large.bytes(), large.width(), large.mask()));
            }
        });
    }

    /// Moves all that was gathered to the front, with keys instead of hashes: the hash, mixed with the class for what
    /// is no string's, and in the lowest bits how many strings have it, [#MANY] for that many or more. Hashes and
    /// their bits are gone then. Answers how many they are.
    long compact(Users users) {
        long end = 0;
        for (long place = 0; place < places(); place++) {
            heap.workers().check(place);
            int object = object(place);
            if (object >= 0) {
                int its = users.of(object);
                long hash = hash(place) & ~MANY;
                hashByPlace.set(
                        end,
                        its > 0
                                ? hash | Math.min(its, MANY)
                                : hash ^ mix(heap.shapes().classIndex(object)));
                objectByPlace.set(end++, object + 1);
            }
        }
        return end;
    }

    /// What keys of a class are mixed with.
    static long mix(int classIndex) {
        return (classIndex + 1L) * 0x9E3779B97F4A7C15L & ~MANY;
    }

    /// Exchanges two places.
    void swap(long one, long other) {
        long hash = hashByPlace.get(one);
        int object = objectByPlace.get(one);
        hashByPlace.set(one, hashByPlace.get(other));
        objectByPlace.set(one, objectByPlace.get(other));
        hashByPlace.set(other, hash);
        objectByPlace.set(other, object);
    }

    private Twin twin(int object, Large large) {
        return new Twin(heap.shapes().classIndex(object), large.bytes());
    }

    @Override
    public void close() {
        space.free(objectByPlace);
        space.free(hashByPlace);
        space.free(valueByPlace);
    }
}
