package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/// The GC roots, resolved to objects.
///
/// @param plain that stand for themselves, ordered by object index
/// @param localsByThread locals of a live thread, by the id of its object
/// @param threads live threads by serial, each object once
/// @param dumped how many root records the dump holds
record GcRoots(
        List<PlainRoot> plain,
        Map<Long, List<GcRoot>> localsByThread,
        List<IndexPass.ThreadRoot> threads,
        long dumped) {

    record PlainRoot(int objectIndex, GcRootKind kind) {}

    /// Besides those dumped, classes of the boot loader are roots where the dump is silent about them. No JVM
    /// unloads them, but some writers leave them out, without which everything static would count as garbage; and
    /// all leave out those of arrays.
    ///
    /// @param dumped of a serial's threads the last record counts, as does every thread object
    static GcRoots of(DumpedRoots dumped, LongToIntFunction indexOf, ClassTable classes, Semantics semantics) {
        Map<Long, IndexPass.ThreadRoot> threadByObject = new LinkedHashMap<>();
        for (IndexPass.ThreadRoot thread : dumped.threads()) {
            if (indexOf.applyAsInt(thread.objectId()) >= 0) {
                threadByObject.putIfAbsent(thread.objectId(), thread);
            }
        }
        ThreadOfLocal threads = switch (semantics) {
            case HOLDUP -> lastOfItsSerial(threadByObject.values());
            case MAT -> recordBefore(dumped.threads());
        };
        Map<Integer, GcRootKind> plain = new TreeMap<>();
        Map<Long, List<GcRoot>> locals = new HashMap<>();
        boolean anySystemClass = false;
        for (GcRoot root : dumped.plain()) {
            anySystemClass |= root.kind() == GcRootKind.STICKY_CLASS
                    && (semantics == Semantics.MAT || indexOf.applyAsInt(root.objectId()) >= 0);
            int objectIndex = indexOf.applyAsInt(root.objectId());
            if (objectIndex < 0 || root.kind() == GcRootKind.UNREACHABLE) {
                continue;
            }
            Long thread = isThreadLocal(root.kind()) ? threads.of(root) : null;
            if (thread == null) {
                plain.putIfAbsent(objectIndex, root.kind());
            } else {
                locals.computeIfAbsent(thread, id -> new ArrayList<>()).add(root);
            }
        }
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            if (heapClass.objectIndex() >= 0
                    && isOfBootLoader(heapClass, indexOf)
                    && (heapClass.isArray() ? semantics == Semantics.HOLDUP : !anySystemClass)) {
                plain.putIfAbsent(heapClass.objectIndex(), GcRootKind.STICKY_CLASS);
            }
        }
        List<PlainRoot> ordered = new ArrayList<>();
        plain.forEach((objectIndex, kind) -> ordered.add(new PlainRoot(objectIndex, kind)));
        return new GcRoots(ordered, locals, List.copyOf(threadByObject.values()), dumped.records());
    }

    /// Newer JVMs give the boot loader an id of which the dump holds no object.
    private static boolean isOfBootLoader(HeapClass heapClass, LongToIntFunction indexOf) {
        return heapClass.loaderId() == 0 || indexOf.applyAsInt(heapClass.loaderId()) < 0;
    }

    /// Which thread a local belongs to.
    private interface ThreadOfLocal {

        /// Id of the thread object; null if the root stands for itself.
        @Nullable
        Long of(GcRoot local);
    }

    private static ThreadOfLocal lastOfItsSerial(Iterable<IndexPass.ThreadRoot> threads) {
        Map<Integer, Long> objectBySerial = new HashMap<>();
        threads.forEach(thread -> objectBySerial.put(thread.threadSerial(), thread.objectId()));
        return local -> objectBySerial.get(local.threadSerial());
    }

    /// The serial's last record in front of the local's; a thread without an object then keeps the local from
    /// being a root.
    private static ThreadOfLocal recordBefore(List<IndexPass.ThreadRoot> threadRoots) {
        Map<Integer, TreeMap<Long, Long>> objectByOrderBySerial = new HashMap<>();
        for (IndexPass.ThreadRoot thread : threadRoots) {
            objectByOrderBySerial
                    .computeIfAbsent(thread.threadSerial(), serial -> new TreeMap<>())
                    .put(thread.order(), thread.objectId());
        }
        return local -> {
            TreeMap<Long, Long> objectByOrder = objectByOrderBySerial.get(local.threadSerial());
            Map.Entry<Long, Long> before = objectByOrder == null ? null : objectByOrder.lowerEntry(local.order());
            return before == null ? null : before.getValue();
        };
    }

    /// The order in which threads are told: by serial, then as the file has them.
    static Comparator<IndexPass.ThreadRoot> threadOrder() {
        return Comparator.comparingInt(IndexPass.ThreadRoot::threadSerial)
                .thenComparingLong(IndexPass.ThreadRoot::order);
    }

    private static boolean isThreadLocal(GcRootKind kind) {
        return switch (kind) {
            case JNI_LOCAL, JAVA_FRAME, NATIVE_STACK, THREAD_BLOCK -> true;
            case UNKNOWN,
                    JNI_GLOBAL,
                    STICKY_CLASS,
                    MONITOR_USED,
                    THREAD_OBJECT,
                    INTERNED_STRING,
                    FINALIZING,
                    DEBUGGER,
                    REFERENCE_CLEANUP,
                    VM_INTERNAL,
                    JNI_MONITOR,
                    UNREACHABLE -> false;
        };
    }
}
