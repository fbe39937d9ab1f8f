package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.Cancellation;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;

/// The graph of the trees: an edge for each reference to a head. Its nodes are the ranks of the heads, and behind them
/// the five trees of virtual nodes: `ranks` is the root's.
///
/// Memory: twelve bytes a reference to a head, of which four go after the search and four once dominators are known,
/// and eight a head.
final class HeadGraph {
    /// Trees of virtual nodes.
    static final int VIRTUAL_TREES = 5;
    /// Phase of what nothing reaches.
    static final int UNREACHABLE = 4;

    final PrivateTrees trees;
    final VirtualTree virtual;
    /// Number of trees.
    final int size;

    private final TableSpace space;
    private final Cancellation cancellation;
    private final Offsets outgoing;
    private final boolean keepEdges;
    /// `targetByEdge[edge]`: a rank. Empty if edges are kept.
    private IntTable targetByEdge;
    /// `targetAndSourceByEdge[edge]`: the rank in the low half and the node that refers to it in the high one, side by
    /// side because they are asked for together. Empty if edges are not kept.
    private LongTable targetAndSourceByEdge;
    private final Offsets incoming;
    private IntTable sourceNodes;
    private IntTable sourceTrees;

    /// @param keepEdges whether to keep the edges by the tree that they lead from beyond the search, and the nodes that
    ///     they lead from: four bytes more each
    HeadGraph(PrivateTrees trees, VirtualTree virtual, HeapGraph heap, boolean keepEdges) {
        Workers workers = heap.workers();
        this.trees = trees;
        this.virtual = virtual;
        this.space = heap.space();
        this.cancellation = workers.cancellation();
        this.size = trees.ranks + VIRTUAL_TREES;
        long references = virtual.references + (long) trees.ranks + trees.toHeads.ints();
        this.outgoing = new Offsets(space, size, references);
        this.incoming = new Offsets(space, size, references);
        this.keepEdges = keepEdges;
        this.targetByEdge = space.ints(0);
        this.targetAndSourceByEdge = space.longs(0);
        this.sourceNodes = space.ints(0);
        this.sourceTrees = space.ints(0);
        workers.both(this::fillOutgoing, this::fillIncoming);
        trees.toHeads.free();
        sourceTrees = replace(sourceTrees, space.unsetInts(sourceNodes.length()));
        workers.ranges(incoming.start(size), (from, to) -> {
            for (long reference = from; reference < to; reference++) {
                sourceTrees.set(reference, treeOf(sourceNodes.get(reference)));
            }
        });
    }

    /// First edge of the tree; its edges are `first(tree)` … `end(tree) − 1`.
    long first(int tree) {
        return outgoing.start(tree);
    }

    long end(int tree) {
        return outgoing.start(tree + 1);
    }

    /// The tree an edge leads to.
    int target(long edge) {
        return keepEdges ? (int) targetAndSourceByEdge.get(edge) : targetByEdge.get(edge);
    }

    /// The node that an edge leads from, if edges are kept.
    int edgeSource(long edge) {
        return (int) (targetAndSourceByEdge.get(edge) >>> Integer.SIZE);
    }

    boolean keepsEdges() {
        return keepEdges;
    }

    /// First reference to the head; they are `firstIn(tree)` … `endIn(tree) − 1`.
    long firstIn(int tree) {
        return incoming.start(tree);
    }

    long endIn(int tree) {
        return incoming.start(tree + 1);
    }

    /// The node that refers to the head.
    int source(long reference) {
        return sourceNodes.get(reference);
    }

    /// The tree that node is in; until [#freeSourceTrees].
    int sourceTree(long reference) {
        return sourceTrees.get(reference);
    }

    /// The tree a node is in, −1 for an object that no head stands above.
    int treeOf(int node) {
        return node < trees.objects ? trees.rankOf(node) : trees.ranks + virtual.phaseOf(node);
    }

    /// The node a tree is entered through.
    int headOf(int tree) {
        if (tree < trees.ranks) {
            return trees.headByRank.get(tree);
        }
        int phase = tree - trees.ranks;
        return phase == 0 ? virtual.root() : phase == UNREACHABLE ? virtual.unreachable() : virtual.weak(phase - 1);
    }

    /// Gives back what both searches for dominators need.
    void freeSourceTrees() {
        space.free(sourceTrees);
    }

    void freeOutgoing() {
        space.free(targetByEdge);
        space.free(targetAndSourceByEdge);
        outgoing.free(space);
    }

    private void fillOutgoing() {
        for (HeadReferences all = references(); all.next(); ) {
            int tree = treeOf(all.source);
            if (leadsOut(tree, trees.heads.rankOf(all.target))) {
                outgoing.count(tree);
            }
        }
        long edges = outgoing.sum();
        IntTable targets = space.unsetInts(keepEdges ? 0 : edges);
        LongTable both = space.unsetLongs(keepEdges ? edges : 0);
        for (HeadReferences all = references(); all.next(); ) {
            int tree = treeOf(all.source);
            int target = trees.heads.rankOf(all.target);
            if (leadsOut(tree, target)) {
                long place = outgoing.place(tree);
                if (keepEdges) {
                    both.set(place, (long) all.source << Integer.SIZE | target);
                } else {
                    targets.set(place, target);
                }
            }
        }
        space.free(targetByEdge);
        targetByEdge = targets;
        space.free(targetAndSourceByEdge);
        targetAndSourceByEdge = both;
    }

    private void fillIncoming() {
        for (HeadReferences all = references(); all.next(); ) {
            int target = trees.heads.rankOf(all.target);
            if (leadsOut(treeOf(all.source), target)) {
                incoming.count(target);
            }
        }
        IntTable nodes = space.unsetInts(incoming.sum());
        for (HeadReferences all = references(); all.next(); ) {
            int target = trees.heads.rankOf(all.target);
            if (leadsOut(treeOf(all.source), target)) {
                nodes.set(incoming.place(target), all.source);
            }
        }
        sourceNodes = replace(sourceNodes, nodes);
    }

    private HeadReferences references() {
        return new HeadReferences(trees, virtual, cancellation);
    }

    /// What no tree is known of leads nowhere; a reference to the own head changes nothing.
    private static boolean leadsOut(int tree, int target) {
        return tree >= 0 && tree != target;
    }

    private IntTable replace(IntTable old, IntTable by) {
        space.free(old);
        return by;
    }
}
