package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.Cancellation;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ReferenceLog;
import java.util.List;

/// Reads every reference to a head, one after the other.
final class HeadReferences {
    /// The node that refers to the head.
    int source;
    /// The head, an object.
    int target;

    private final PrivateTrees trees;
    private final VirtualTree virtual;
    private final Cancellation cancellation;
    private final List<ReferenceLog.Chunk> chunks;
    private int chunk = -1;
    private int at;
    private int end;
    private IntTable ints;
    private int nextVirtual;
    private int nextRank;

    HeadReferences(PrivateTrees trees, VirtualTree virtual, Cancellation cancellation) {
        this.trees = trees;
        this.virtual = virtual;
        this.cancellation = cancellation;
        this.chunks = trees.toHeads.chunks();
        this.ints = trees.aboveByObject;
    }

    /// Goes on to the next one; false after the last.
    boolean next() {
        while (true) {
            if (at < end) {
                int value = ints.get(at++);
                if (value >= 0) {
                    target = value;
                    return true;
                }
                source = ~value;
            } else if (chunk + 1 < chunks.size()) {
                cancellation.check();
                chunk++;
                ints = chunks.get(chunk).table();
                at = 0;
                end = chunks.get(chunk).ints();
            } else {
                return nextOfOthers();
            }
        }
    }

    private boolean nextOfOthers() {
        if (nextVirtual < virtual.references) {
            source = virtual.sources[nextVirtual];
            target = virtual.targets[nextVirtual++];
            return true;
        }
        // Heads made where a tree was too deep hang below what refers to them, and below nothing else.
        while (nextRank < trees.ranks) {
            target = trees.headByRank.get(nextRank++);
            source = trees.aboveByObject.get(target) - 1;
            if (source >= 0) {
                return true;
            }
        }
        return false;
    }
}
