package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The heap that is looked at, and how much of it is told.
final class LookedAt {
    /// Longest text of a string that is told beside its object.
    private static final int LONGEST_TEXT = 200;

    final HeapGraph heap;
    final DominatorTree tree;
    /// Most things of a kind that are told.
    final int limit;
    /// Whether content of strings, fields and arrays is told.
    final boolean values;

    private final Map<Integer, HeapClass> classByObject = new HashMap<>();
    private final Map<Integer, HeapThread> threadByObject = new HashMap<>();

    LookedAt(HeapGraph heap, DominatorTree tree, int limit, boolean values) {
        this.heap = heap;
        this.tree = tree;
        this.limit = limit;
        this.values = values;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (heapClass.objectIndex() >= 0) {
                classByObject.put(heapClass.objectIndex(), heapClass);
            }
        }
        heap.threads().forEach(thread -> threadByObject.put(thread.objectIndex(), thread));
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /// The class an object is the class object of, null if it is none.
    @Nullable
    HeapClass classObject(int objectIndex) {
        return classByObject.get(objectIndex);
    }

    ObjectRef object(int objectIndex) {
        return ref(objectIndex, heap.objects().addressOf(objectIndex));
    }

    /// Null for the null reference.
    @Nullable
    ObjectRef at(long address) {
        if (address == 0) {
            return null;
        }
        int objectIndex = heap.objects().indexOf(address);
        return objectIndex < 0 ? new ObjectRef(hex(address), null, null, null, null, null) : ref(objectIndex, address);
    }

    private ObjectRef ref(int objectIndex, long address) {
        HeapClass described = classByObject.get(objectIndex);
        HeapThread thread = threadByObject.get(objectIndex);
        String text = values ? heap.reader().text(address) : null;
        return new ObjectRef(
                hex(address),
                heap.classOf(objectIndex).name(),
                described != null ? described.name() : thread != null ? thread.name() : null,
                heap.shallowBytes(objectIndex),
                tree.isReachable(objectIndex) ? tree.retainedBytes(objectIndex) : null,
                text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
    }

    /// The first of so many things that are numbered from 0.
    <T> Capped<T> first(long total, IntFunction<T> thing) {
        List<T> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, total); i++) {
            shown.add(thing.apply(i));
        }
        return new Capped<>(total, List.copyOf(shown));
    }
}
