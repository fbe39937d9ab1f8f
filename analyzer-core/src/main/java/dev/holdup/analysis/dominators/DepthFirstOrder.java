package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.BitSet;
import java.util.function.DoubleConsumer;

/// Depth-first search from the virtual root: preorder numbers, the search tree, and every reference that is no
/// tree edge.
///
/// Only few objects have more than one predecessor, so the references that lead to an object already visited
/// are noted on the spot and nothing has to be read twice. After the search `stateByNode[node]` is ~preorder
/// for what was reached.
///
/// What only soft, weak or phantom references reach is searched last, under nodes of its own, and what nothing
/// reaches after that, if it is wanted; references into what was reached before are left out, so that they
/// change no dominator there.
final class DepthFirstOrder {
    private static final int FIRST_STACK = 1 << 16;
    private static final int PROGRESS_MASK = (1 << 20) - 1;

    /// `parentByPreorder[preorder]` in the search tree; the root is its own parent.
    final IntTable parentByPreorder;
    /// `nodeByPreorder[preorder]`: object index or virtual node.
    final IntTable nodeByPreorder;
    /// `placeByPreorder[preorder]`: place of the node's row.
    final IntTable placeByPreorder;
    /// `classByPreorder[preorder]`: class index, copied while the row is at hand.
    final IntTable classByPreorder;
    /// `shallowByPreorder[preorder]`: bytes, copied while the row is at hand; 0 for virtual nodes.
    final LongTable shallowByPreorder;
    /// (source preorder, target preorder) of all references that are no tree edges.
    final PairBuckets others;

    private final SearchGraph graph;
    private final DoubleConsumer progress;
    private final TableSpace space;
    private final RowCursor row;
    private final IntTable rows;
    private final IntTable stateByNode;
    private LongTable stack;
    private int size;

    DepthFirstOrder(SearchGraph graph, TableSpace space, DoubleConsumer progress) {
        HeapGraph heap = graph.heap;
        this.graph = graph;
        this.progress = progress;
        this.row = new RowCursor(heap);
        this.rows = heap.references().rows();
        this.stateByNode = graph.stateByNode;
        this.parentByPreorder = space.ints(graph.nodes());
        this.nodeByPreorder = space.ints(graph.nodes());
        this.placeByPreorder = space.ints(graph.nodes());
        this.classByPreorder = space.ints(graph.nodes());
        this.shallowByPreorder = space.longs(graph.nodes());
        this.others = new PairBuckets(graph.nodes(), space);
        this.stack = space.longs(3 * FIRST_STACK);
        this.space = space;
        visit(graph.root, 0);
        search(0, 0);
        new WeakSearch(this, heap.weakReferents(), stateByNode).run(graph.weakNodes);
        if (graph.keepUnreachable) {
            searchUnreachable(heap.size());
        }
        space.free(stack);
    }

    private void searchUnreachable(int objects) {
        BitSet candidates = UnreachableStarts.candidates(graph, stateByNode);
        int parent = visit(graph.unreachable, 0);
        for (int start = candidates.previousSetBit(objects); start >= 0; start = candidates.previousSetBit(start - 1)) {
            if (stateByNode.get(start) >= 0) {
                searchFrom(start, parent);
            }
        }
    }

    /// Visits what was not reached yet as the parent's child, and searches on from it. References to nodes before
    /// the parent are left out.
    void searchFrom(int node, int parent) {
        int start = visit(node, parent);
        search(start, parent);
    }

    /// Number of nodes reached, virtual ones included.
    int size() {
        return size;
    }

    int visit(int node, int parent) {
        int preorder = size++;
        int place = stateByNode.get(node);
        stateByNode.set(node, ~preorder);
        parentByPreorder.set(preorder, parent);
        nodeByPreorder.set(preorder, node);
        placeByPreorder.set(preorder, place);
        row.open(place);
        classByPreorder.set(preorder, row.classIndex);
        shallowByPreorder.set(preorder, row.shallowBytes());
        return preorder;
    }

    /// Searches on from the node just visited.
    ///
    /// @param oldest references to nodes with a smaller preorder are left out
    private void search(int start, int oldest) {
        int total = graph.nodes();
        long depth = 0;
        int current = start;
        long at = row.first;
        long end = row.end;
        while (true) {
            if (at < end) {
                int target = rows.get(at++);
                int state = stateByNode.get(target);
                if (state < 0) {
                    if (state != SearchGraph.LIVE_THREAD && ~state >= oldest) {
                        others.add(current, ~state);
                    }
                    continue;
                }
                int child = visit(target, current);
                if ((child & PROGRESS_MASK) == 0) {
                    progress.accept((double) child / total);
                }
                if (row.first == row.end) {
                    continue;
                }
                if (at < end) {
                    // Only a row with targets left has to be come back to.
                    if (3 * depth + 3 > stack.length()) {
                        growStack();
                    }
                    stack.set(3 * depth, current);
                    stack.set(3 * depth + 1, at);
                    stack.set(3 * depth + 2, end);
                    depth++;
                }
                current = child;
                at = row.first;
                end = row.end;
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
        larger.segment().copyFrom(stack.segment());
        space.free(stack);
        stack = larger;
    }
}
