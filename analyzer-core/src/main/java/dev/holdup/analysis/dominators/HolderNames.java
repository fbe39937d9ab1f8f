package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says in names by what an object is kept.
final class HolderNames {
    static final int LONGEST_PATH = 36;
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap";
    private static final String ENTRY_VALUE = THREAD_LOCALS + "$Entry.value";

    private final DominatorTree tree;
    private final ReferencePath paths;
    private final HolderSearch search;
    private final Map<Integer, GcRootKind> rootKindByObject = new HashMap<>();
    private final Map<Integer, HeapThread> threadByObject = new HashMap<>();

    HolderNames(DominatorTree tree, ReferencePath paths, HolderSearch search) {
        this.search = search;
        this.tree = tree;
        this.paths = paths;
        tree.heap().plainRoots().forEach(root -> rootKindByObject.putIfAbsent(root.objectIndex(), root.kind()));
        tree.heap().threads().forEach(thread -> threadByObject.put(thread.objectIndex(), thread));
    }

    /// The thread at which it begins; null if none does.
    @Nullable
    HeapThread thread(Holding holding) {
        if (holding.anchor() < tree.trees().objects) {
            return threadByObject.get(holding.anchor());
        }
        VirtualTree virtual = tree.virtual();
        for (int node = holding.anchor(); node >= 0; node = virtual.parentOf(node)) {
            int thread = virtual.threadOf(node);
            if (thread >= 0) {
                return tree.heap().threads().get(thread);
            }
        }
        return null;
    }

    /// What keeps the first object: `static field of` a class, a thread by its name, or the root's kind.
    String root(Holding holding) {
        return switch (holding.kind()) {
            case STATIC_FIELD -> {
                HeapClass holder = paths.classObject(holding.anchor());
                yield "static field of " + (holder == null ? "a class" : holder.name());
            }
            case THREAD_FIELD, LOCAL -> {
                HeapThread thread = thread(holding);
                yield thread == null ? "local variable of a thread" : name(thread);
            }
            case ROOT -> {
                GcRootKind kind = rootKindByObject.get(holding.below().node());
                yield kind == null ? "a soft, weak or phantom reference" : kind.label();
            }
        };
    }

    static String shown(HeapThread thread) {
        return thread.name().isEmpty() ? "without a name" : thread.name();
    }

    static String name(HeapThread thread) {
        return "thread " + shown(thread);
    }

    /// Fields and elements by name, beginning with the static field, the frame or the thread's field.
    ///
    /// @param most steps to tell; each may be a look into the file
    List<String> steps(Holding holding, int most) {
        List<Integer> nodes = holding.nodes();
        List<String> steps = new ArrayList<>();
        for (int i = 0; i + 1 < nodes.size() && steps.size() < most; i++) {
            if (nodes.get(i) < tree.trees().objects) {
                String step = paths.step(nodes.get(i), nodes.get(i + 1));
                if (!step.startsWith(THREAD_LOCALS)) {
                    steps.add(step);
                } else if (step.equals(ENTRY_VALUE)) {
                    steps.add(threadLocal(nodes.get(i)));
                }
            } else if (holding.kind() == Holding.Kind.LOCAL) {
                steps.add(local(holding, nodes.get(i + 1)));
            }
        }
        return steps;
    }

    /// The map of a thread is told by the variable alone: the static field that holds the thread-local, or its class.
    private String threadLocal(int entry) {
        HeapObjects reader = tree.heap().reader();
        HeapObjects.ObjectRecord record = reader.at(tree.heap().objects().addressOf(tree.objectOf(entry)));
        int key = record == null ? -1 : tree.heap().objects().indexOf(reader.reference(record, "referent"));
        if (key < 0 || !tree.isReachable(key)) {
            return "thread-local that nothing else knows any more";
        }
        return search.of(tree.nodeOf(key)).stream()
                .filter(holding -> holding.kind() == Holding.Kind.STATIC_FIELD)
                .findFirst()
                .map(holding -> "thread-local "
                        + paths.step(holding.anchor(), holding.below().node()))
                .orElse("thread-local of class " + tree.heap().classOf(key).name());
    }

    /// As far as `most` steps.
    Suspect.Way way(Holding holding, int most) {
        return new Suspect.Way(root(holding), steps(holding, most), 1);
    }

    /// Of several frames that hold the object the outermost that is not the JDK's: it made it, or asked for it.
    private String local(Holding holding, int object) {
        HeapThread thread = thread(holding);
        JvmFrame frame = null;
        if (thread != null) {
            int best = -1;
            for (HeapThread.Local local : thread.locals()) {
                if (local.objectIndex() == object && local.frameIndex() >= 0) {
                    boolean ours = isOurs(thread, local.frameIndex());
                    if (best < 0 || (ours && (!isOurs(thread, best) || local.frameIndex() > best))) {
                        best = local.frameIndex();
                    }
                }
            }
            frame = best < 0 ? null : thread.frames().get(best);
        }
        return frame == null ? "local variable" : "local variable of " + frame.qualifiedName();
    }

    private static boolean isOurs(HeapThread thread, int frame) {
        String className = thread.frames().get(frame).className();
        return JDK.stream().noneMatch(className::startsWith);
    }
}
