package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.GcRootKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A way from a GC root to an object: one that leads through few trees, the same one for the same dump.
///
/// @param root what keeps the first object: the name of a thread, `static field of` a class, or the root's kind
/// @param steps fields and elements by name, beginning at the root's object or at the last class object on the way
/// @param lastStatic index of the last step that is a static field, −1 if there is none
/// @param thread index into the heap graph's threads if it begins at one, −1 otherwise
public record RootPath(String root, List<String> steps, int lastStatic, int thread) {

    /// Finds such ways, with one look at the roots for all of them.
    public static final class Finder {
        /// Of longer ways the middle is left out.
        private static final int MOST_STEPS = 100;

        private final DominatorTree tree;
        private final ReferencePath paths;
        private final Map<Integer, GcRootKind> rootKindByObject = new HashMap<>();
        private final Map<Integer, Integer> threadByObject = new HashMap<>();

        public Finder(DominatorTree tree) {
            this.tree = tree;
            this.paths = new ReferencePath(tree);
            tree.heap().plainRoots().forEach(root -> rootKindByObject.put(root.objectIndex(), root.kind()));
            for (int t = 0; t < tree.heap().threads().size(); t++) {
                threadByObject.put(tree.heap().threads().get(t).objectIndex(), t);
            }
        }

        /// @param whole whether to tell the way above the last class object, too
        public RootPath to(int objectIndex, boolean whole) {
            if (!tree.isReachable(objectIndex)) {
                return new RootPath("nothing", List.of(), -1, -1);
            }
            List<Integer> nodes = paths.fromRoot(tree.nodeOf(objectIndex));
            int first = 0;
            while (first < nodes.size() - 1 && tree.objectOf(nodes.get(first)) < 0) {
                first++;
            }
            int thread = -1;
            for (int i = 0; i <= first; i++) {
                thread = Math.max(thread, threadOf(nodes.get(i)));
            }
            if (!whole) {
                for (int i = first; i < nodes.size() - 1; i++) {
                    if (paths.classObject(nodes.get(i)) != null) {
                        first = i;
                        thread = -1;
                    }
                }
            }
            List<Integer> shown = nodes.subList(first, nodes.size());
            List<String> steps = new ArrayList<>();
            int lastStatic = -1;
            for (int i = 0; i + 1 < shown.size(); i++) {
                if (i == MOST_STEPS / 2 && shown.size() > MOST_STEPS + 1) {
                    // A long list: each step would be a look into the file.
                    i = shown.size() - 1 - MOST_STEPS / 2;
                    steps.add("…");
                }
                steps.add(paths.step(shown.get(i), shown.get(i + 1)));
                // What a class has besides static fields is in angle brackets: its loader, its superclass.
                if (paths.classObject(shown.get(i)) != null && !steps.getLast().endsWith(">")) {
                    lastStatic = steps.size() - 1;
                }
            }
            return new RootPath(root(shown.getFirst(), thread), List.copyOf(steps), lastStatic, thread);
        }

        /// A way leads over a thread's node or, on to what the thread's own fields refer to, over its object.
        private int threadOf(int node) {
            int thread = tree.virtual().threadOf(node);
            return thread >= 0 ? thread : threadByObject.getOrDefault(node, -1);
        }

        private String root(int node, int thread) {
            var holder = paths.classObject(node);
            if (holder != null) {
                return "static field of " + holder.name();
            }
            if (thread >= 0) {
                HeapThread its = tree.heap().threads().get(thread);
                return "thread " + (its.name().isEmpty() ? "without a name" : its.name());
            }
            GcRootKind kind = rootKindByObject.get(tree.objectOf(node));
            return kind == null ? "local variable of a thread" : kind.label();
        }
    }
}
