package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.Arrays;

/// From the tree that dominates a head to the very node in it.
///
/// Say tree `c` dominates the heads `h` and `i`, its siblings. All ways to `h` leave `c` at some nodes: those that
/// refer to `h`, and those over which its siblings are left for that lead to `h`. Its dominator is their nearest
/// common ancestor in `c`. Siblings that lead to each other share it, so they are found as strongly connected
/// components, each after those that lead to it.
///
/// Memory while computing: 16 bytes a tree, and the four of the dominators. Time: near linear; each step goes up at
/// most the levels of a tree.
/// Source of the components: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972;
/// of asking the siblings: Tarjan, "Fast Algorithms for Solving Path Problems", JACM 28(3), 1981.
final class HeadDominators {
    // What is asked for together stands together: the parts of a tree are four neighbouring ints of a table.
    private static final int PARTS_SHIFT = 2;
    /// A tree that dominates it, plus 1, once all siblings are done; shortened to the topmost. Before: minus the first
    /// of the trees it dominates, less 1; 0 if there is none.
    private static final int ABOVE = 0;
    /// Number in the order of visits, from 1 on; 0 before.
    private static final int VISIT = 1;
    /// Least visit that is reached back to; [#DONE] once the component is.
    private static final int LOW = 2;
    /// Nearest common ancestor so far, a node plus 1.
    private static final int NODE = 3;

    private static final int DONE = -1;
    private static final int NONE = 0;

    private final HeadGraph graph;
    private final HeadOrder order;
    private final Workers workers;
    private final PrivateTrees trees;
    private final VirtualTree virtual;

    /// The next tree of the same dominator, plus 1; 0 after the last.
    private final IntTable nextByPreorder;
    private final IntTable parts;

    private int[] path = new int[256];
    private long[] edges = new long[256];
    private int[] open = new int[256];
    private int openSize;
    private int visits;

    private HeadDominators(HeadGraph graph, HeadOrder order, IntTable dominatorByPreorder, HeapGraph heap) {
        TableSpace space = heap.space();
        this.workers = heap.workers();
        this.graph = graph;
        this.order = order;
        this.trees = graph.trees;
        this.virtual = graph.virtual;
        int size = order.size();
        nextByPreorder = dominatorByPreorder;
        parts = space.ints((long) size << PARTS_SHIFT);
    }

    /// Notes in the trees which node dominates each head that was reached.
    ///
    /// @param dominatorByPreorder the trees' dominators; used up
    static void note(HeadGraph graph, HeadOrder order, IntTable dominatorByPreorder, HeapGraph heap) {
        TableSpace space = heap.space();
        HeadDominators work = new HeadDominators(graph, order, dominatorByPreorder, heap);
        work.run();
        space.free(dominatorByPreorder);
        space.free(work.parts);
    }

    private int part(int v, int part) {
        return parts.get(((long) v << PARTS_SHIFT) + part);
    }

    private void setPart(int v, int part, int value) {
        parts.set(((long) v << PARTS_SHIFT) + part, value);
    }

    private void run() {
        int size = order.size();
        for (int v = size - 1; v > 0; v--) {
            int dominator = nextByPreorder.get(v);
            nextByPreorder.set(v, -part(dominator, ABOVE));
            setPart(dominator, ABOVE, -v - 1);
        }
        for (int c = size - 1; c >= 0; c--) {
            workers.check(c);
            int first = -part(c, ABOVE) - 1;
            for (int h = first; h >= 0; h = nextByPreorder.get(h) - 1) {
                if (part(h, VISIT) == 0) {
                    component(h, c);
                }
            }
            for (int h = first; h >= 0; h = nextByPreorder.get(h) - 1) {
                setPart(h, ABOVE, c + 1);
                int tree = order.treeByPreorder.get(h);
                if (tree < trees.ranks) {
                    trees.aboveByObject.set(trees.headByRank.get(tree), part(h, NODE));
                }
            }
        }
    }

    /// Visits a sibling and all that lead to it, depth first along references taken backwards.
    private void component(int start, int c) {
        int top = graph.headOf(order.treeByPreorder.get(c)) + 1;
        int depth = 0;
        open(start, depth);
        while (depth >= 0) {
            int h = path[depth];
            int next = step(h, c, top, depth);
            if (next >= 0) {
                depth++;
                open(next, depth);
                continue;
            }
            if (part(h, LOW) == part(h, VISIT)) {
                close(h);
            }
            depth--;
            if (depth >= 0) {
                join(path[depth], part(h, NODE));
                lower(path[depth], part(h, LOW));
            }
        }
    }

    private void open(int h, int depth) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            edges = Arrays.copyOf(edges, 2 * depth);
        }
        if (openSize == open.length) {
            open = Arrays.copyOf(open, 2 * openSize);
        }
        path[depth] = h;
        edges[depth] = graph.firstIn(order.treeByPreorder.get(h));
        open[openSize++] = h;
        workers.check(visits);
        setPart(h, VISIT, ++visits);
        setPart(h, LOW, visits);
    }

    /// Goes on with the references to `h`; answers the next sibling to be visited, −1 if there is none left.
    private int step(int h, int c, int top, int depth) {
        int tree = order.treeByPreorder.get(h);
        if (tree >= trees.ranks) {
            setPart(h, NODE, virtual.root() + 1);
            return -1;
        }
        if (order.enteredFrom(h) == c) {
            join(h, top);
        }
        long end = graph.endIn(tree);
        // What is dominated by the topmost node cannot be by another.
        for (long at = edges[depth]; at < end && part(h, NODE) != top; at++) {
            int from = order.preorderOf(graph.sourceTree(at));
            if (from < 0 || from == h || !order.counts(from, h)) {
                continue;
            }
            if (from == c) {
                join(h, graph.source(at) + 1);
                continue;
            }
            int sibling = siblingAbove(from);
            int low = part(sibling, LOW);
            if (part(sibling, VISIT) == 0) {
                edges[depth] = at + 1;
                return sibling;
            } else if (low == DONE) {
                join(h, part(sibling, NODE));
            } else {
                lower(h, part(sibling, VISIT));
            }
        }
        return -1;
    }

    /// All that were opened since `h` have its dominator.
    private void close(int h) {
        int node = part(h, NODE);
        int member;
        do {
            member = open[--openSize];
            setPart(member, NODE, node);
            setPart(member, LOW, DONE);
        } while (member != h);
    }

    private void lower(int h, int low) {
        if (low != DONE && low < part(h, LOW)) {
            setPart(h, LOW, low);
        }
    }

    private int siblingAbove(int preorder) {
        int at = preorder;
        while (true) {
            int above = part(at, ABOVE) - 1;
            if (above < 0) {
                return at;
            }
            int higher = part(above, ABOVE) - 1;
            if (higher < 0) {
                return above;
            }
            setPart(at, ABOVE, higher + 1);
            at = higher;
        }
    }

    /// @param node plus 1, 0 for none
    private void join(int h, int node) {
        int known = part(h, NODE);
        if (node != NONE && node != known) {
            setPart(h, NODE, known == NONE ? node : 1 + nearestCommonAncestor(known - 1, node - 1));
        }
    }

    private int nearestCommonAncestor(int one, int other) {
        int a = one;
        int b = other;
        int levelOfA = level(a);
        int levelOfB = level(b);
        while (a != b) {
            if (levelOfA >= levelOfB) {
                a = above(a);
                levelOfA--;
            } else {
                b = above(b);
                levelOfB--;
            }
        }
        return a;
    }

    /// Steps to the top of its tree.
    private int level(int node) {
        if (node >= trees.objects) {
            return virtual.levelOf(node);
        }
        int level = 0;
        for (int at = node; !trees.isHead(at); at = above(at)) {
            level++;
        }
        return level;
    }

    private int above(int node) {
        return node < trees.objects ? trees.aboveByObject.get(node) - 1 : virtual.parentOf(node);
    }
}
