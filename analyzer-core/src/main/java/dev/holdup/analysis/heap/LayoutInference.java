package dev.holdup.analysis.heap;

import java.util.ArrayList;
import java.util.List;

/// Finds the object layout that explains the gaps between neighbouring objects.
///
/// A gap can be wider than the object before it (something dead lay there) and never narrower: a layout that
/// asks for more than the gap is contradicted, one that asks for just the gap is confirmed.
final class LayoutInference {
    private static final int CONTRADICTION = 20;
    private static final int LEAST_EVIDENCE = 8;

    private LayoutInference() {}

    static ObjectLayout of(LayoutSample sample, int idBytes) {
        int alignment = alignment(sample.addressBits);
        ObjectLayout best = null;
        long bestScore = 0;
        for (ObjectLayout candidate : candidates(idBytes, alignment)) {
            long score = score(candidate, sample);
            if (best == null || score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        if (best == null || bestScore < LEAST_EVIDENCE) {
            return assumed(idBytes);
        }
        return best;
    }

    private static ObjectLayout assumed(int idBytes) {
        return new ObjectLayout(idBytes == 4 ? 8 : 12, 4, 8, true, "assumed: the gaps between objects tell nothing");
    }

    /// The most usual first: it wins where the evidence is even.
    private static List<ObjectLayout> candidates(int idBytes, int alignment) {
        int[][] headerAndReference =
                idBytes == 4 ? new int[][] {{8, 4}} : new int[][] {{12, 4}, {12, 8}, {16, 8}, {8, 4}, {16, 4}, {8, 8}};
        List<ObjectLayout> candidates = new ArrayList<>();
        for (int[] pair : headerAndReference) {
            for (boolean alignedTo8 : new boolean[] {true, false}) {
                candidates.add(new ObjectLayout(pair[0], pair[1], alignment, alignedTo8, "inferred from address gaps"));
            }
        }
        return candidates;
    }

    /// Largest power of two from 8 to 256 that all addresses are multiples of.
    private static int alignment(long addressBits) {
        int zeros = Long.numberOfTrailingZeros(addressBits);
        return 1 << Math.clamp(zeros, 3, 8);
    }

    private static long score(ObjectLayout layout, LayoutSample sample) {
        long score = 0;
        for (LayoutSample.ArrayGap array : sample.arrays) {
            score += judge(layout.arrayBytes(array.elementType(), array.length()), array.gap());
        }
        for (LayoutSample.InstanceGap instance : sample.instances.values()) {
            long size = layout.instanceBytes(InferredSizes.fieldBytes(layout, instance.heapClass));
            // A class counts by the logarithm of its instances, lest one frequent class outvote all others.
            int weight = 1 + 32 - Integer.numberOfLeadingZeros(instance.seen);
            score += weight * judge(size, instance.smallest);
        }
        return score;
    }

    private static long judge(long size, long gap) {
        return size == gap ? 1 : size > gap ? -CONTRADICTION : 0;
    }
}
