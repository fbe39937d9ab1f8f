package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;

/// The GC roots, resolved to objects.
///
/// @param plain that stand for themselves, ordered by object index
/// @param localsByThread locals of a live thread, by the thread's serial
/// @param threads live threads by serial, in the order of the dump; the last record of a serial wins
/// @param dumped how many root records the dump holds
record GcRoots(
        List<PlainRoot> plain,
        Map<Integer, List<GcRoot>> localsByThread,
        Map<Integer, IndexPass.ThreadRoot> threads,
        long dumped) {

    record PlainRoot(int objectIndex, GcRootKind kind) {}

    static GcRoots of(
            List<GcRoot> dumped,
            List<IndexPass.ThreadRoot> threadRoots,
            LongToIntFunction indexOf,
            ClassTable classes) {
        Map<Integer, IndexPass.ThreadRoot> threads = new java.util.LinkedHashMap<>();
        for (IndexPass.ThreadRoot thread : threadRoots) {
            if (indexOf.applyAsInt(thread.objectId()) >= 0) {
                threads.put(thread.threadSerial(), thread);
            }
        }
        Map<Integer, GcRootKind> plain = new java.util.TreeMap<>();
        Map<Integer, List<GcRoot>> locals = new HashMap<>();
        boolean anySystemClass = false;
        for (GcRoot root : dumped) {
            int objectIndex = indexOf.applyAsInt(root.objectId());
            if (objectIndex < 0) {
                continue;
            }
            if (isThreadLocal(root.kind()) && threads.containsKey(root.threadSerial())) {
                locals.computeIfAbsent(root.threadSerial(), serial -> new ArrayList<>())
                        .add(root);
            } else if (root.kind() != GcRootKind.UNREACHABLE) {
                plain.putIfAbsent(objectIndex, root.kind());
            }
            anySystemClass |= root.kind() == GcRootKind.STICKY_CLASS;
        }
        if (!anySystemClass) {
            // Some writers leave the system classes out; without them everything static would count as garbage.
            for (int i = 0; i < classes.size(); i++) {
                HeapClass heapClass = classes.get(i);
                if (heapClass.loaderId() == 0 && !heapClass.isArray() && heapClass.objectIndex() >= 0) {
                    plain.putIfAbsent(heapClass.objectIndex(), GcRootKind.STICKY_CLASS);
                }
            }
        }
        List<PlainRoot> ordered = new ArrayList<>();
        plain.forEach((objectIndex, kind) -> ordered.add(new PlainRoot(objectIndex, kind)));
        return new GcRoots(ordered, locals, threads, dumped.size() + threadRoots.size());
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
