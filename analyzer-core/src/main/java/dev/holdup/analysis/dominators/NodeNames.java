package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import org.jspecify.annotations.Nullable;

/// What nodes of the dominator tree are called in a report.
final class NodeNames {
    static final String ROOTS = "GC roots";
    static final String WEAK = "soft, weak and phantom references";
    static final String THREADS = "several threads";

    private final DominatorTree tree;
    private final ReferencePath paths;

    NodeNames(DominatorTree tree, ReferencePath paths) {
        this.tree = tree;
        this.paths = paths;
    }

    /// The class of an object, `class X` for a class object, `thread NAME` for a live thread.
    String of(int node) {
        int thread = node < tree.trees().objects
                ? DominatorTree.NONE
                : tree.virtual().threadOf(node);
        if (thread >= 0) {
            return "thread " + tree.heap().threads().get(thread).name();
        }
        HeapClass ofClass = paths.classObject(node);
        return ofClass != null ? "class " + ofClass.name() : ofClass(node);
    }

    /// The class of an object; of a frame that of its thread; what else keeps things in words.
    String ofClass(int node) {
        for (int at = node; at >= tree.trees().objects; at = tree.virtual().parentOf(at)) {
            if (tree.objectOf(at) >= 0) {
                return tree.heap().classes().get(tree.classOf(at)).name();
            }
            if (at == tree.virtual().root()) {
                return ROOTS;
            }
            if (tree.virtual().phaseOf(at) != 0) {
                return WEAK;
            }
            if (!isFrame(at)) {
                return THREADS;
            }
        }
        return tree.heap().classes().get(tree.classOf(node)).name();
    }

    /// Address of a node's object, null of what is none.
    @Nullable
    String address(int node) {
        int object = tree.objectOf(node);
        return object < 0 ? null : "0x" + Long.toHexString(tree.heap().objects().addressOf(object));
    }

    /// Whether a virtual node is a frame's: the node above it is a thread's.
    boolean isFrame(int node) {
        int parent = tree.virtual().parentOf(node);
        return parent >= 0 && tree.virtual().threadOf(parent) >= 0;
    }
}
