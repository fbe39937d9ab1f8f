package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.Arrays;

/// From the tree that dominates a head to the very node in it.
///
/// Say tree `c` dominates the heads `h` and `i`, its siblings. All ways to `h` leave `c` at some nodes: those that
/// refer to `h`, and those over which its siblings are left for that lead to `h`. Its dominator is their nearest
/// common ancestor in `c`. Siblings that lead to each other share it, so they are found as strongly connected
/// components, each after those that lead to it.
///
/// Memory while computing: 24 bytes a tree. Time: near linear; each step goes up at most the levels of a tree.
/// Source of the components: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972;
/// of asking the siblings: Tarjan, "Fast Algorithms for Solving Path Problems", JACM 28(3), 1981.
final class HeadDominators {
    private static final int DONE = -1;
    private static final int NONE = 0;

    private final HeadGraph graph;
    private final HeadOrder order;
    private final PrivateTrees trees;
    private final VirtualTree virtual;

    /// First of the trees it dominates, plus 1, and the next of the same dominator: lists.
    private final IntTable firstByPreorder;

    private final IntTable nextByPreorder;
    /// A tree that dominates it, plus 1, once all siblings are done; shortened to the topmost.
    private final IntTable aboveByPreorder;
    /// Number in the order of visits, from 1 on; 0 before.
    private final IntTable visitByPreorder;
    /// Least visit that is reached back to; [#DONE] once the component is.
    private final IntTable lowByPreorder;
    /// Nearest common ancestor so far, a node plus 1.
    private final IntTable nodeByPreorder;

    private int[] path = new int[256];
    private long[] edges = new long[256];
    private int[] open = new int[256];
    private int openSize;
    private int visits;

    private HeadDominators(HeadGraph graph, HeadOrder order, TableSpace space) {
        this.graph = graph;
        this.order = order;
        this.trees = graph.trees;
        this.virtual = graph.virtual;
        int size = order.size();
        firstByPreorder = space.ints(size);
        nextByPreorder = space.ints(size);
        aboveByPreorder = space.ints(size);
        visitByPreorder = space.ints(size);
        lowByPreorder = space.ints(size);
        nodeByPreorder = space.ints(size);
    }

    /// Notes in the trees which node dominates each head that was reached.
    ///
    /// @param dominatorByPreorder the trees' dominators
    static void note(HeadGraph graph, HeadOrder order, IntTable dominatorByPreorder, TableSpace space) {
        HeadDominators work = new HeadDominators(graph, order, space);
        work.run(dominatorByPreorder);
        space.free(work.firstByPreorder);
        space.free(work.nextByPreorder);
        space.free(work.aboveByPreorder);
        space.free(work.visitByPreorder);
        space.free(work.lowByPreorder);
        space.free(work.nodeByPreorder);
    }

    private void run(IntTable dominatorByPreorder) {
        int size = order.size();
        for (int v = size - 1; v > 0; v--) {
            int dominator = dominatorByPreorder.get(v);
            nextByPreorder.set(v, firstByPreorder.get(dominator));
            firstByPreorder.set(dominator, v + 1);
        }
        for (int c = size - 1; c >= 0; c--) {
            int first = firstByPreorder.get(c) - 1;
            for (int h = first; h >= 0; h = nextByPreorder.get(h) - 1) {
                if (visitByPreorder.get(h) == 0) {
                    component(h, c);
                }
            }
            for (int h = first; h >= 0; h = nextByPreorder.get(h) - 1) {
                aboveByPreorder.set(h, c + 1);
                int tree = order.treeByPreorder.get(h);
                if (tree < trees.ranks) {
                    trees.aboveByObject.set(trees.headByRank.get(tree), nodeByPreorder.get(h));
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
            if (lowByPreorder.get(h) == visitByPreorder.get(h)) {
                close(h);
            }
            depth--;
            if (depth >= 0) {
                join(path[depth], nodeByPreorder.get(h));
                lower(path[depth], lowByPreorder.get(h));
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
        visitByPreorder.set(h, ++visits);
        lowByPreorder.set(h, visits);
    }

    /// Goes on with the references to `h`; answers the next sibling to be visited, −1 if there is none left.
    private int step(int h, int c, int top, int depth) {
        int tree = order.treeByPreorder.get(h);
        if (tree >= trees.ranks) {
            nodeByPreorder.set(h, virtual.root() + 1);
            return -1;
        }
        long end = graph.endIn(tree);
        // What is dominated by the topmost node cannot be by another.
        for (long at = edges[depth]; at < end && nodeByPreorder.get(h) != top; at++) {
            int source = graph.source(at);
            int from = order.preorderOfNode(source);
            if (from < 0 || from == h || !order.counts(from, h)) {
                continue;
            }
            if (from == c) {
                join(h, source + 1);
                continue;
            }
            int sibling = siblingAbove(from);
            int low = lowByPreorder.get(sibling);
            if (visitByPreorder.get(sibling) == 0) {
                edges[depth] = at + 1;
                return sibling;
            } else if (low == DONE) {
                join(h, nodeByPreorder.get(sibling));
            } else {
                lower(h, visitByPreorder.get(sibling));
            }
        }
        return -1;
    }

    /// All that were opened since `h` have its dominator.
    private void close(int h) {
        int node = nodeByPreorder.get(h);
        int member;
        do {
            member = open[--openSize];
            nodeByPreorder.set(member, node);
            lowByPreorder.set(member, DONE);
        } while (member != h);
    }

    private void lower(int h, int low) {
        if (low != DONE && low < lowByPreorder.get(h)) {
            lowByPreorder.set(h, low);
        }
    }

    private int siblingAbove(int preorder) {
        int at = preorder;
        while (true) {
            int above = aboveByPreorder.get(at) - 1;
            if (above < 0) {
                return at;
            }
            int higher = aboveByPreorder.get(above) - 1;
            if (higher < 0) {
                return above;
            }
            aboveByPreorder.set(at, higher + 1);
            at = higher;
        }
    }

    /// @param node plus 1, 0 for none
    private void join(int h, int node) {
        int known = nodeByPreorder.get(h);
        if (node != NONE && node != known) {
            nodeByPreorder.set(h, known == NONE ? node : 1 + nearestCommonAncestor(known - 1, node - 1));
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

    private int level(int node) {
        return node < trees.objects ? trees.levelByObject.get(node) : virtual.levelOf(node);
    }

    private int above(int node) {
        return node < trees.objects ? trees.aboveByObject.get(node) - 1 : virtual.parentOf(node);
    }
}
