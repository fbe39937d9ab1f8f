package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who holds a `ReentrantReadWriteLock` for reading.
///
/// The lock counts its read holds in the upper half of `Sync.state`, an `int`, since JDK 25 a `long`. It keeps the
/// first reader in a field, and each
/// other one's count in a thread-local of that thread, whose key is `Sync.readHolds`.
final class ReadHolds {
    private static final String SYNC = "java.util.concurrent.locks.ReentrantReadWriteLock$Sync";
    private static final int MOST_THREAD_LOCALS = 4_096;

    private final List<Unit> units;
    private final @Nullable HeapObjects reader;
    private final Map<Long, Unit> unitByThreadObject;
    private final Map<Long, List<Unit>> holdersByLock = new HashMap<>();

    ReadHolds(List<Unit> units, @Nullable HeapObjects reader, Map<Long, Unit> unitByThreadObject) {
        this.units = units;
        this.reader = reader;
        this.unitByThreadObject = unitByThreadObject;
    }

    /// Read holds of the lock with that `Sync`; 0 if it is none.
    long count(long sync) {
        HeapObjects.ObjectRecord lock = reader == null ? null : reader.at(sync);
        HeapClass.Field state = lock == null || !lock.heapClass().isA(SYNC)
                ? null
                : lock.heapClass().field("state");
        if (reader == null || lock == null || state == null) {
            return 0;
        }
        return reader.integer(lock, "state", 0) >>> (state.type() == FieldType.LONG ? Integer.SIZE : Short.SIZE);
    }

    /// Threads that hold it for reading; empty if none does or it is no such lock.
    List<Unit> holders(long sync) {
        return count(sync) == 0 ? List.of() : holdersByLock.computeIfAbsent(sync, this::search);
    }

    private List<Unit> search(long sync) {
        HeapObjects.ObjectRecord lock = reader == null ? null : reader.at(sync);
        if (reader == null || lock == null) {
            return List.of();
        }
        List<Unit> holders = new ArrayList<>();
        Unit first = unitByThreadObject.get(reader.reference(lock, "firstReader"));
        long key = reader.reference(lock, "readHolds");
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            if (unit == first || (thread != null && key != 0 && counts(thread, key))) {
                holders.add(unit);
            }
        }
        return List.copyOf(holders);
    }

    private boolean counts(HeapThread thread, long key) {
        HeapObjects.ObjectRecord object = reader == null ? null : reader.at(thread.address());
        HeapObjects.ObjectRecord locals =
                reader == null || object == null ? null : reader.follow(object, "threadLocals");
        HeapObjects.ObjectRecord table = reader == null || locals == null ? null : reader.follow(locals, "table");
        if (reader == null || table == null) {
            return false;
        }
        for (long address : reader.elements(table, MOST_THREAD_LOCALS)) {
            HeapObjects.ObjectRecord entry = reader.at(address);
            if (entry != null && reader.reference(entry, "referent") == key) {
                HeapObjects.ObjectRecord counter = reader.follow(entry, "value");
                return counter != null && reader.integer(counter, "count", 0) > 0;
            }
        }
        return false;
    }
}
