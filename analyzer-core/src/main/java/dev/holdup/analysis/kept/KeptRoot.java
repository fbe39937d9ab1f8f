package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Why an object is alive by itself.
///
/// @param kind [GcRootKind#THREAD_OBJECT] of a live thread, [GcRootKind#JAVA_FRAME] or [GcRootKind#JNI_LOCAL] of a
/// local
/// @param thread index of the live thread it is or is a local of; −1 if neither
/// @param frame of that thread's stack; −1 if none that the dump names
public record KeptRoot(int objectIndex, GcRootKind kind, int thread, int frame) {
    private static final int NONE = -1;

    /// By object, each once; that it is a live thread comes first.
    static List<KeptRoot> of(HeapGraph heap) {
        List<KeptRoot> roots = new ArrayList<>();
        heap.plainRoots().forEach(root -> roots.add(new KeptRoot(root.objectIndex(), root.kind(), NONE, NONE)));
        for (int t = 0; t < heap.threads().size(); t++) {
            HeapThread thread = heap.threads().get(t);
            roots.add(new KeptRoot(thread.objectIndex(), GcRootKind.THREAD_OBJECT, t, NONE));
            for (HeapThread.Local local : thread.locals()) {
                if (local.objectIndex() >= 0) {
                    GcRootKind kind = local.jni() ? GcRootKind.JNI_LOCAL : GcRootKind.JAVA_FRAME;
                    roots.add(new KeptRoot(local.objectIndex(), kind, t, local.frameIndex()));
                }
            }
        }
        return roots.stream()
                .distinct()
                .sorted(Comparator.comparingInt(KeptRoot::objectIndex)
                        .thenComparing(root -> root.kind() != GcRootKind.THREAD_OBJECT)
                        .thenComparing(KeptRoot::kind)
                        .thenComparingInt(KeptRoot::thread)
                        .thenComparingInt(KeptRoot::frame))
                .toList();
    }
}
