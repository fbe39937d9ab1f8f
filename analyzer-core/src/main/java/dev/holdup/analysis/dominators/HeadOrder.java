package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.BitSet;
import java.util.function.DoubleConsumer;

/// Depth-first search over the graph of the trees, from the root's: preorder numbers and the search tree.
///
/// What only soft, weak or phantom references reach is searched last, phase by phase, and after that what nothing
/// reaches, if it is wanted; references from there into what was reached before are left out, so that they change no
/// dominator there.
final class HeadOrder {
    private static final int FIRST_STACK = 1 << 16;
    private static final int PROGRESS_MASK = (1 << 18) - 1;

    /// `preorderByTree[tree]`: preorder number plus 1, 0 for what was not reached.
    final IntTable preorderByTree;
    /// `treeByPreorder[preorder]`
    final IntTable treeByPreorder;
    /// `parentByPreorder[preorder]` in the search tree; the root is its own parent.
    final IntTable parentByPreorder;

    /// First preorder number of each phase: the root's is 0.
    private final int[] startByPhase = new int[HeadGraph.VIRTUAL_TREES];
    /// Preorder numbers of what the virtual node of its phase refers to, but for the root's.
    private final BitSet entered = new BitSet();

    private final HeadGraph graph;
    private final TableSpace space;
    private final Workers workers;
    private final DoubleConsumer progress;
    private LongTable stack;
    private int size;

    HeadOrder(HeadGraph graph, WeakEdges weak, boolean keepUnreachable, HeapGraph heap, DoubleConsumer progress) {
        this.graph = graph;
        this.space = heap.space();
        this.workers = heap.workers();
        preorderByTree = space.ints(graph.size);
        treeByPreorder = space.ints(graph.size);
        parentByPreorder = space.ints(graph.size);
        this.progress = progress;
        this.stack = space.longs(3 * FIRST_STACK);
        search(graph.trees.ranks, 0);
        for (int phase = 1; phase < HeadGraph.UNREACHABLE; phase++) {
            searchWeak(phase, weak);
        }
        startByPhase[HeadGraph.UNREACHABLE] = size;
        if (keepUnreachable) {
            searchUnreachable();
        }
        space.free(stack);
    }

    private void searchWeak(int phase, WeakEdges weak) {
        int start = size;
        startByPhase[phase] = start;
        visit(graph.trees.ranks + phase, 0);
        weak.begin(phase, this::isReached, tree -> enter(tree, start));
        for (int preorder = start + 1; preorder < size; preorder++) {
            weak.goOn(phase, treeByPreorder.get(preorder), tree -> enter(tree, start));
        }
    }

    private void searchUnreachable() {
        BitSet candidates = UnreachableStarts.candidates(graph, this::isReached);
        int start = visit(graph.trees.ranks + HeadGraph.UNREACHABLE, 0);
        for (int tree = candidates.length() - 1; tree >= 0; tree = candidates.previousSetBit(tree - 1)) {
            if (!isReached(tree)) {
                enter(tree, start);
            }
        }
    }

    private boolean isReached(int tree) {
        return preorderByTree.get(tree) != 0;
    }

    /// A reference from a phase's virtual node to a tree.
    private void enter(int tree, int start) {
        if (!isReached(tree)) {
            search(tree, start);
        }
        if (preorderOf(tree) > start) {
            entered.set(preorderOf(tree));
        }
    }

    /// Preorder number of the virtual node that refers to a tree beside those that [HeadGraph] knows; −1 if none does.
    int enteredFrom(int preorder) {
        return preorder >= 0 && entered.get(preorder) ? startOfPhase(preorder) : -1;
    }

    /// Gives back the search tree.
    void freeParents() {
        space.free(parentByPreorder);
    }

    /// Number of trees reached.
    int size() {
        return size;
    }

    /// Preorder number of a tree, −1 if it was not reached.
    int preorderOf(int tree) {
        return preorderByTree.get(tree) - 1;
    }

    /// Preorder number of the tree of a node, −1 if it was not reached.
    int preorderOfNode(int node) {
        int tree = graph.treeOf(node);
        return tree < 0 ? -1 : preorderOf(tree);
    }

    /// Whether a reference between trees reached counts: it does not lead from a later phase into an earlier one.
    boolean counts(int source, int target) {
        return source < startByPhase[1] || target >= startOfPhase(source);
    }

    /// First preorder number of the trees to which a reference from that one counts.
    int firstThatCounts(int source) {
        return startOfPhase(source);
    }

    private int startOfPhase(int preorder) {
        int phase = startByPhase.length - 1;
        while (preorder < startByPhase[phase]) {
            phase--;
        }
        return startByPhase[phase];
    }

    private int visit(int tree, int parent) {
        int preorder = size++;
        preorderByTree.set(tree, preorder + 1);
        treeByPreorder.set(preorder, tree);
        parentByPreorder.set(preorder, parent);
        return preorder;
    }

    private void search(int start, int parent) {
        long depth = 0;
        int current = visit(start, parent);
        long at = graph.first(start);
        long end = graph.end(start);
        while (true) {
            if (at < end) {
                int target = graph.target(at++);
                if (preorderByTree.get(target) != 0) {
                    continue;
                }
                int child = visit(target, current);
                workers.check(child);
                if ((child & PROGRESS_MASK) == 0) {
                    progress.accept((double) child / graph.size);
                }
                long first = graph.first(target);
                long last = graph.end(target);
                if (first == last) {
                    continue;
                }
                if (at < end) {
                    // Only a tree with edges left has to be come back to.
                    if (3 * depth + 3 > stack.length()) {
                        growStack();
                    }
                    stack.set(3 * depth, current);
                    stack.set(3 * depth + 1, at);
                    stack.set(3 * depth + 2, end);
                    depth++;
                }
                current = child;
                at = first;
                end = last;
            } else {
                if (depth == 0) {
                    break;
                }
                depth--;
                current = (int) stack.get(3 * depth);
                at = stack.get(3 * depth + 1);
                end = stack.get(3 * depth + 2);
            }
        }
    }

    private void growStack() {
        LongTable larger = space.longs(2 * stack.length());
        larger.copyOf(stack);
        space.free(stack);
        stack = larger;
    }
}
