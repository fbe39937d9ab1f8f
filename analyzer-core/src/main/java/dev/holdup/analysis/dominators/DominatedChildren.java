package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;

/// The dominator tree read downwards: the nodes that each node immediately dominates, as linked lists in
/// preorder.
///
/// Memory: eight bytes a node, its first child and its next sibling side by side.
final class DominatedChildren {
    /// The root is nobody's child: its number ends a list.
    static final int END = 0;

    /// `linksByPreorder[preorder]`: first child in the high half, next sibling in the low half.
    private final LongTable linksByPreorder;

    /// @param zeroes a long a node, all 0
    DominatedChildren(LongTable zeroes) {
        linksByPreorder = zeroes;
    }

    /// Puts a child in front of those its dominator has: to be called with falling preorder numbers.
    void add(int dominator, int child) {
        long links = linksByPreorder.get(dominator);
        linksByPreorder.set(child, linksByPreorder.get(child) | links >>> 32);
        linksByPreorder.set(dominator, (long) child << 32 | (links & 0xFFFF_FFFFL));
    }

    /// [#END] if it dominates nothing.
    int first(int preorder) {
        return (int) (linksByPreorder.get(preorder) >>> 32);
    }

    /// The next node with the same dominator, [#END] after the last.
    int next(int preorder) {
        return (int) linksByPreorder.get(preorder);
    }
}
