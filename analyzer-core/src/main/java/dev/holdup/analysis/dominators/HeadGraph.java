package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ReferenceLog;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;

/// The graph of the trees: an edge for each reference to a head. Its nodes are the ranks of the heads, and behind them
/// the four trees of virtual nodes: `ranks` is the root's.
///
/// Memory: eight bytes a reference to a head, 16 a head.
final class HeadGraph {
    /// Trees of virtual nodes.
    static final int VIRTUAL_TREES = 4;

    final PrivateTrees trees;
    final VirtualTree virtual;
    /// Number of trees.
    final int size;

    private final TableSpace space;
    private final Offsets outgoing;
    private IntTable targetRanks;
    private final Offsets incoming;
    private IntTable sourceNodes;

    HeadGraph(PrivateTrees trees, VirtualTree virtual, TableSpace space, Workers workers) {
        this.trees = trees;
        this.virtual = virtual;
        this.space = space;
        this.size = trees.ranks + VIRTUAL_TREES;
        this.outgoing = new Offsets(space, size);
        this.incoming = new Offsets(space, size);
        this.targetRanks = space.ints(0);
        this.sourceNodes = space.ints(0);
        workers.both(this::fillOutgoing, this::fillIncoming);
        trees.toHeads.free();
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
        return targetRanks.get(edge);
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

    /// The tree a node is in, −1 for an object that no head stands above.
    int treeOf(int node) {
        return node < trees.objects ? trees.rankByObject.get(node) - 1 : trees.ranks + virtual.phaseOf(node);
    }

    /// The node a tree is entered through.
    int headOf(int tree) {
        if (tree < trees.ranks) {
            return trees.headByRank.get(tree);
        }
        return tree == trees.ranks ? virtual.root() : virtual.weak(tree - trees.ranks - 1);
    }

    void freeOutgoing() {
        space.free(targetRanks);
        outgoing.free(space);
    }

    private interface Edges {
        void edge(int source, int target);
    }

    private void fillOutgoing() {
        each((source, target) -> {
            int tree = treeOf(source);
            if (tree >= 0) {
                outgoing.count(tree);
            }
        });
        IntTable ranks = space.ints(outgoing.sum());
        each((source, target) -> {
            int tree = treeOf(source);
            if (tree >= 0) {
                ranks.set(outgoing.place(tree), trees.rankByObject.get(target) - 1);
            }
        });
        targetRanks = replace(targetRanks, ranks);
    }

    private void fillIncoming() {
        each((source, target) -> {
            if (treeOf(source) >= 0) {
                incoming.count(trees.rankByObject.get(target) - 1);
            }
        });
        IntTable sources = space.ints(incoming.sum());
        each((source, target) -> {
            if (treeOf(source) >= 0) {
                sources.set(incoming.place(trees.rankByObject.get(target) - 1), source);
            }
        });
        sourceNodes = replace(sourceNodes, sources);
    }

    private IntTable replace(IntTable old, IntTable by) {
        space.free(old);
        return by;
    }

    /// Every reference to a head, in an order of its own that is always the same.
    private void each(Edges edges) {
        for (ReferenceLog.Chunk chunk : trees.toHeads.chunks()) {
            IntTable ints = chunk.table();
            int source = 0;
            for (int i = 0; i < chunk.ints(); i++) {
                int value = ints.get(i);
                if (value < 0) {
                    source = ~value;
                } else {
                    edges.edge(source, value);
                }
            }
        }
        for (int i = 0; i < virtual.references; i++) {
            edges.edge(virtual.sources[i], virtual.targets[i]);
        }
        // Heads made where a tree was too deep hang below what refers to them, and below nothing else.
        for (int rank = 0; rank < trees.ranks; rank++) {
            int head = trees.headByRank.get(rank);
            int above = trees.aboveByObject.get(head) - 1;
            if (above >= 0) {
                edges.edge(above, head);
            }
        }
    }
}
