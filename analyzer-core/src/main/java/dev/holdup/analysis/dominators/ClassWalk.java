package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One worker's walks down the dominator tree, from tree to tree, without recursion: finds what is dominated by another
/// of its class in a tree above, and what some objects keep alive.
///
/// It looks at the members of those trees only that may have one of a class that is open.
final class ClassWalk {
    private static final int SIGNATURE_BITS = 32;
    /// Trees below the root that a worker takes at a time.
    private static final int SHARE = 1024;

    private final DominatorTree tree;
    private final TreeChildren children;
    private final PrivateTrees trees;
    private final ObjectShapes shapes;
    private final TreeMembers members;
    private final TreeClasses treeClasses;

    /// To be taken away from what was counted.
    private final long[] retainedByClass;
    /// `openByClass[classIndex]`: nodes of the class above the tree that is being walked through.
    private final int[] openByClass;
    /// `openBySignature[bit]`: open classes with that bit.
    private final int[] openBySignature = new int[SIGNATURE_BITS];

    private int openSignature;

    private final Map<Integer, ClassRetention.Content> contentByTop = new HashMap<>();
    private final BitSet isTop = new BitSet();
    /// Preorder numbers of the trees that the tops are in.
    private final BitSet treesWithTop = new BitSet();
    /// Those of the tops that are above the tree being walked through.
    private final List<ClassRetention.Content> open = new ArrayList<>();

    /// Null if nobody asks how deep the trees are.
    private final @Nullable TreeDepths depths;
    /// How many objects and threads are above the tree that is being walked through.
    private int depth;

    ClassWalk(DominatorTree tree, TreeChildren children, List<Integer> tops, @Nullable TreeDepths depths) {
        HeapGraph heap = tree.heap();
        this.tree = tree;
        this.children = children;
        this.depths = depths;
        this.trees = tree.trees();
        this.shapes = heap.shapes();
        this.members = tree.members();
        this.treeClasses = tree.treeClasses();
        int classes = heap.virtualClass() + 1;
        retainedByClass = new long[classes];
        openByClass = new int[classes];
        for (int top : tops) {
            contentByTop.put(top, new ClassRetention.Content(new long[classes], new long[classes]));
            isTop.set(top);
            treesWithTop.set(tree.order().preorderOfNode(top));
        }
    }

    /// Walks through what no other worker does.
    void run() {
        int[] share = new int[SHARE];
        for (int size = children.takeBelowRoot(share); size > 0; size = children.takeBelowRoot(share)) {
            for (int i = 0; i < size; i++) {
                walk(share[i]);
            }
        }
    }

    private void walk(int top) {
        int v = top;
        while (true) {
            enter(v);
            int next = children.first(v);
            while (next < 0) {
                leave(v);
                if (v == top) {
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
            for (int c = 0; c < sum.retainedByClass().length; c++) {
                sum.retainedByClass()[c] -= retainedByClass[c];
            }
            contentByTop.forEach((top, content) -> {
                ClassRetention.Content all = sum.contentByTop().get(top);
                if (all != null) {
                    all.add(content);
                }
            });
        }
    }

    /// Opens what dominates the head, up to the head of its own tree; looks through the tree's members.
    private void enter(int v) {
        tree.heap().workers().check(v);
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            open(tree.classOf(at));
            if (isTop.get(at)) {
                open.add(contentOf(at));
            }
        }
        if (which >= trees.ranks) {
            return;
        }
        if (depths != null) {
            depth += above(which);
            depths.set(which, depth + 1);
        }
        if ((treeClasses.signature(which) & openSignature) != 0) {
            takeDominated(which);
        }
        if (!open.isEmpty() || treesWithTop.get(v)) {
            countContent(which, treesWithTop.get(v));
        }
    }

    private void leave(int v) {
        int which = tree.order().treeByPreorder.get(v);
        for (int at = tree.dominatorOf(tree.graph().headOf(which)); at >= 0; at = aboveInTree(at)) {
            close(tree.classOf(at));
            if (isTop.get(at)) {
                open.removeLast();
            }
        }
        if (depths != null && which < trees.ranks) {
            depth -= above(which);
        }
    }

    /// How many objects and threads are between the head of a tree and that of the tree above, this included. The node
    /// of a live thread is its object.
    private int above(int rank) {
        int head = trees.headByRank.get(rank);
        int above = 0;
        for (int at = tree.isLiveThread(head) ? -1 : tree.dominatorOf(head); at >= 0; at = aboveInTree(at)) {
            above += tree.objectOf(at) >= 0 ? 1 : 0;
        }
        return above;
    }

    private void open(int classIndex) {
        if (openByClass[classIndex]++ == 0) {
            int bit = TreeClasses.bit(classIndex);
            openBySignature[Integer.numberOfTrailingZeros(bit)]++;
            openSignature |= bit;
        }
    }

    private void close(int classIndex) {
        if (--openByClass[classIndex] == 0) {
            int bit = TreeClasses.bit(classIndex);
            if (--openBySignature[Integer.numberOfTrailingZeros(bit)] == 0) {
                openSignature &= ~bit;
            }
        }
    }

    private void takeDominated(int rank) {
        long end = members.end(rank);
        for (long place = members.first(rank); place < end; place++) {
            int object = members.object(place);
            int classIndex = shapes.classIndex(object);
            if (openByClass[classIndex] > 0 && !treeClasses.isLeftOut(object)) {
                retainedByClass[classIndex] += tree.retainedOf(object);
            }
        }
    }

    private void countContent(int rank, boolean withTop) {
        long end = members.end(rank);
        for (long place = members.first(rank); place < end; place++) {
            int object = members.object(place);
            int classIndex = shapes.classIndex(object);
            long shallow = shapes.shallowBytes(object);
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
    }

    private ClassRetention.Content contentOf(int top) {
        return Objects.requireNonNull(contentByTop.get(top));
    }

    private static void count(ClassRetention.Content content, int classIndex, long shallow) {
        content.objectsByClass()[classIndex]++;
        content.shallowByClass()[classIndex] += shallow;
    }

    /// The node it hangs below in its own tree, −1 for the top of the tree.
    private int aboveInTree(int node) {
        if (node >= trees.objects) {
            return tree.virtual().parentOf(node);
        }
        return trees.isHead(node) ? -1 : trees.aboveByObject.get(node) - 1;
    }
}
