package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One worker's walk down the dominator tree, from tree to tree, without recursion: sums by class.
final class ClassWalk {
    private final DominatorTree tree;
    private final TreeChildren children;
    private final PrivateTrees trees;
    private final ObjectShapes shapes;
    private final TreeMembers members;

    private final long[] retainedByClass;
    private final long[] objectsByClass;
    private final long[] shallowByClass;
    /// `openByClass[classIndex]`: nodes of the class above the tree that is being walked through.
    private final int[] openByClass;

    private final Map<Integer, ClassRetention.Content> contentByTop = new HashMap<>();
    /// Preorder numbers of the trees that the tops are in.
    private final Set<Integer> treesWithTop = new HashSet<>();
    /// Those of the tops that are above the tree being walked through.
    private final List<ClassRetention.Content> open = new ArrayList<>();

    ClassWalk(DominatorTree tree, TreeChildren children, List<Integer> tops) {
        HeapGraph heap = tree.heap();
        this.tree = tree;
        this.children = children;
        this.trees = tree.trees();
        this.shapes = heap.shapes();
        this.members = tree.members();
        int classes = heap.virtualClass() + 1;
        retainedByClass = new long[classes];
        objectsByClass = new long[classes];
        shallowByClass = new long[classes];
        openByClass = new int[classes];
        for (int top : tops) {
            contentByTop.put(top, new ClassRetention.Content(new long[classes], new long[classes]));
            treesWithTop.add(tree.order().preorderOfNode(top));
        }
    }

    /// Walks through a tree and all that hangs below it.
    void below(int start) {
        int v = start;
        while (true) {
            enter(v);
            int first = children.first(v);
            if (first >= 0) {
                v = first;
                continue;
            }
            leave(v);
            int next = children.next(v);
            while (v != start && next < 0) {
                v = children.above(v);
                leave(v);
                next = children.next(v);
            }
            if (v == start) {
                return;
            }
            v = next;
        }
    }

    void addTo(ClassRetention sum) {
        synchronized (sum) {
            ClassRetention.add(sum.retainedByClass(), retainedByClass);
            ClassRetention.add(sum.objectsByClass(), objectsByClass);
            ClassRetention.add(sum.shallowByClass(), shallowByClass);
            contentByTop.forEach((top, content) -> {
                ClassRetention.Content all = sum.contentByTop().get(top);
                if (all != null) {
                    all.add(content);
                }
            });
        }
    }

    /// Opens what dominates the head, up to the head of its own tree; counts the tree's members.
    private void enter(int v) {
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            openByClass[tree.classOf(at)]++;
            ClassRetention.Content content = contentByTop.get(at);
            if (content != null) {
                open.add(content);
            }
        }
        if (which < trees.ranks) {
            boolean withTop = treesWithTop.contains(v);
            for (long place = members.first(which); place < members.end(which); place++) {
                count(members.object(place), withTop);
            }
        }
    }

    private void leave(int v) {
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            openByClass[tree.classOf(at)]--;
            if (contentByTop.containsKey(at)) {
                open.removeLast();
            }
        }
    }

    private void count(int object, boolean withTop) {
        int classIndex = shapes.classIndex(object);
        long shallow = shapes.shallowBytes(object);
        objectsByClass[classIndex]++;
        shallowByClass[classIndex] += shallow;
        if (openByClass[classIndex] == 0 && !isBelowItsClass(object, classIndex)) {
            retainedByClass[classIndex] += tree.retainedOf(object);
        }
        for (ClassRetention.Content content : open) {
            count(content, classIndex, shallow);
        }
        if (withTop) {
            for (int at = object; at >= 0; at = aboveInTree(at)) {
                ClassRetention.Content content = contentByTop.get(at);
                if (content != null) {
                    count(content, classIndex, shallow);
                }
            }
        }
    }

    private static void count(ClassRetention.Content content, int classIndex, long shallow) {
        content.objectsByClass()[classIndex]++;
        content.shallowByClass()[classIndex] += shallow;
    }

    private boolean isBelowItsClass(int object, int classIndex) {
        for (int at = aboveInTree(object); at >= 0; at = aboveInTree(at)) {
            if (shapes.classIndex(at) == classIndex) {
                return true;
            }
        }
        return false;
    }

    /// The node it hangs below in its own tree, −1 for the top of the tree.
    private int aboveInTree(int node) {
        if (node >= trees.objects) {
            return tree.virtual().parentOf(node);
        }
        return trees.levelByObject.get(node) == 1 ? -1 : trees.aboveByObject.get(node) - 1;
    }
}
