package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.function.DoubleConsumer;

/// Depth-first search from the virtual root: preorder numbers, the search tree, and every reference that is no
/// tree edge.
///
/// Only few objects have more than one predecessor, so the references that lead to an object already visited
/// are noted on the spot and nothing has to be read twice. After the search `stateByNode[node]` is ~preorder
/// for what was reached.
///
/// What only soft, weak or phantom references reach is searched last, under nodes of its own; its references
/// into what was reached before are left out, so that it changes no dominator there.
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
    private final RowCursor row;
    private final IntTable rows;
    private final IntTable stateByNode;
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
        visit(graph.root, 0);
        search(0, 0, space);
        for (int weak : graph.weakNodes) {
            int before = size;
            visit(weak, 0);
            search(before, before, space);
        }
    }

    /// Number of nodes reached, virtual ones included.
    int size() {
        return size;
    }

    private int visit(int node, int parent) {
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
    private void search(int start, int oldest, TableSpace space) {
        int total = graph.nodes();
        LongTable stack = space.longs(3 * FIRST_STACK);
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
                        stack = grown(stack, space);
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
        space.free(stack);
    }

    private static LongTable grown(LongTable stack, TableSpace space) {
        LongTable larger = space.longs(2 * stack.length());
        larger.segment().copyFrom(stack.segment());
        space.free(stack);
        return larger;
    }
}
