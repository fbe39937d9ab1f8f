package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import java.util.List;

/// Says whose an object is: the nearest field of a class that is not the JDK's on a way from the roots to it.
public final class OwnerFields {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final int DEEPEST = 64;

    private final DominatorTree tree;
    private final ReferencePath paths;

    public OwnerFields(DominatorTree tree) {
        this.tree = tree;
        this.paths = new ReferencePath(tree);
    }

    /// `com.acme.Pool.buffers`; the static field or local variable where only the JDK's classes are on the way.
    ///
    /// Cost: a look into the file for a step or two.
    public String of(int objectIndex) {
        int node = tree.isReachable(objectIndex) ? tree.nodeOf(objectIndex) : -1;
        String last = "nothing known";
        for (int depth = 0; depth < DEEPEST && node >= 0; depth++) {
            int before = paths.before(node);
            if (before >= 0 && tree.objectOf(before) < 0) {
                return tree.virtual().isGroupOrFrame(before)
                        ? "a local variable"
                        : "a root of the JVM or of native code";
            }
            if (before < 0) {
                return last;
            }
            HeapClass asClass = paths.classObject(before);
            HeapClass itsClass = tree.heap().classes().get(tree.classOf(before));
            if (asClass != null || !(itsClass.isArray() || JDK.stream().anyMatch(itsClass.name()::startsWith))) {
                return paths.step(before, node);
            }
            last = itsClass.name();
            node = before;
        }
        return last;
    }
}
