package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.analysis.heap.WeakReferents;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// Soft, weak and phantom references between trees.
///
/// They are no edges of the graph: what such a reference leads to comes under the virtual node of the phase in which
/// the reference itself was reached, or of the reference's own strength if that comes later. One that nothing reaches
/// leads nowhere.
///
/// Memory: eight bytes a reference.
final class WeakEdges {
    private static final ReferenceStrength[] BY_PHASE = {
        ReferenceStrength.SOFT, ReferenceStrength.WEAK, ReferenceStrength.PHANTOM
    };

    /// `edgesByPhase[phase − 1]`: tree of the reference in the high half, tree of the referent in the low half; sorted.
    private final long[][] edgesByPhase = new long[BY_PHASE.length][];

    WeakEdges(WeakReferents referents, PrivateTrees trees, VirtualTree virtual) {
        for (int i = 0; i < BY_PHASE.length; i++) {
            edgesByPhase[i] = Arrays.stream(referents.of(BY_PHASE[i]))
                    .filter(pair -> !virtual.liveThreads.get((int) pair))
                    .map(pair -> edge(trees, (int) (pair >>> 32), (int) pair))
                    .filter(edge -> edge >= 0)
                    .sorted()
                    .toArray();
        }
    }

    /// −1 if nothing reaches the reference for sure, as no head stands above it.
    private static long edge(PrivateTrees trees, int reference, int referent) {
        return (long) trees.rankOf(reference) << 32 | trees.rankOf(referent);
    }

    /// Where the phase begins: tells the trees to which references of its strength lead from trees that were reached.
    void begin(int phase, IntPredicate reached, IntConsumer referent) {
        for (long edge : edgesByPhase[phase - 1]) {
            if (reached.test((int) (edge >>> 32))) {
                referent.accept((int) edge);
            }
        }
    }

    /// Tells the trees to which references of the phase's strength and of stronger ones lead from a tree that the phase
    /// has reached.
    void goOn(int phase, int tree, IntConsumer referent) {
        for (int i = 0; i < phase; i++) {
            long[] edges = edgesByPhase[i];
            int found = Arrays.binarySearch(edges, (long) tree << 32);
            for (int at = found < 0 ? ~found : found; at < edges.length && (int) (edges[at] >>> 32) == tree; at++) {
                referent.accept((int) edges[at]);
            }
        }
    }
}
