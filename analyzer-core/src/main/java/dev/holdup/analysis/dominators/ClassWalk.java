package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One worker's walk down the dominator tree, from tree to tree, without recursion: sums by class over its share of
/// the trees.
final class ClassWalk {
    private final DominatorTree tree;
    private final TreeChildren children;
    private final PrivateTrees trees;
    private final ObjectShapes shapes;
    private final TreeMembers members;
    private final int share;
    private final int shares;

    private final long[] retainedByClass;
    private final long[] objectsByClass;
    private final long[] shallowByClass;
    /// `openByClass[classIndex]`: nodes of the class above the tree that is being walked through.
    private final int[] openByClass;

    private final Map<Integer, ClassRetention.Content> contentByTop = new HashMap<>();
    private final BitSet isTop = new BitSet();
    /// Preorder numbers of the trees that the tops are in.
    private final BitSet treesWithTop = new BitSet();
    /// Those of the tops that are above the tree being walked through.
    private final List<ClassRetention.Content> open = new ArrayList<>();

    /// @param share which of the workers this is
    ClassWalk(DominatorTree tree, TreeChildren children, List<Integer> tops, int share) {
        HeapGraph heap = tree.heap();
        this.tree = tree;
        this.children = children;
        this.trees = tree.trees();
        this.shapes = heap.shapes();
        this.members = tree.members();
        this.share = share;
        this.shares = heap.workers().threads();
        int classes = heap.virtualClass() + 1;
        retainedByClass = new long[classes];
        objectsByClass = new long[classes];
        shallowByClass = new long[classes];
        openByClass = new int[classes];
        for (int top : tops) {
            contentByTop.put(top, new ClassRetention.Content(new long[classes], new long[classes]));
            isTop.set(top);
            treesWithTop.set(tree.order().preorderOfNode(top));
        }
    }

    void run() {
        int v = 0;
        while (true) {
            enter(v);
            int next = children.first(v);
            while (next < 0) {
                leave(v);
                if (v == 0) {
                    return;
                }
                next = children.next(v);
                v = children.above(v);
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
        tree.heap().workers().check(v);
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            openByClass[tree.classOf(at)]++;
            if (isTop.get(at)) {
                open.add(contentOf(at));
            }
        }
        if (which < trees.ranks && v % shares == share) {
            boolean withTop = treesWithTop.get(v);
            int head = trees.headByRank.get(which);
            for (long place = members.first(which); place < members.end(which); place++) {
                count(members.object(place), head, withTop);
            }
        }
    }

    private void leave(int v) {
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            openByClass[tree.classOf(at)]--;
            if (isTop.get(at)) {
                open.removeLast();
            }
        }
    }

    private void count(int object, int head, boolean withTop) {
        int classIndex = shapes.classIndex(object);
        long shallow = shapes.shallowBytes(object);
        objectsByClass[classIndex]++;
        shallowByClass[classIndex] += shallow;
        if (shapes.refersToNothing(classIndex)) {
            retainedByClass[classIndex] += shallow;
        } else if (openByClass[classIndex] == 0 && !isBelowItsClass(object, head, classIndex)) {
            retainedByClass[classIndex] += tree.retainedOf(object);
        }
        for (int i = 0; i < open.size(); i++) {
            count(open.get(i), classIndex, shallow);
        }
        if (withTop) {
            for (int at = object; at >= 0; at = aboveInTree(at)) {
                if (isTop.get(at)) {
                    count(contentOf(at), classIndex, shallow);
                }
            }
        }
    }

    private ClassRetention.Content contentOf(int top) {
        return Objects.requireNonNull(contentByTop.get(top));
    }

    private static void count(ClassRetention.Content content, int classIndex, long shallow) {
        content.objectsByClass()[classIndex]++;
        content.shallowByClass()[classIndex] += shallow;
    }

    private boolean isBelowItsClass(int object, int head, int classIndex) {
        for (int at = object; at != head; ) {
            at = trees.aboveByObject.get(at) - 1;
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
        return trees.isHead(node) ? -1 : trees.aboveByObject.get(node) - 1;
    }
}
