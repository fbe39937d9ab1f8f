package dev.holdup.analysis.heap;

import java.util.Arrays;

/// Soft, weak and phantom references with what they refer to: `reference << 32 | referent`, both object
/// indexes.
///
/// Memory: eight bytes a reference.
public final class WeakReferents {
    private final long[][] pairsByStrength = new long[ReferenceStrength.values().length][0];
    private final int[] sizeByStrength = new int[ReferenceStrength.values().length];

    void add(ReferenceStrength strength, int reference, int referent) {
        int s = strength.ordinal();
        if (sizeByStrength[s] == pairsByStrength[s].length) {
            pairsByStrength[s] = Arrays.copyOf(pairsByStrength[s], Math.max(64, 2 * sizeByStrength[s]));
        }
        pairsByStrength[s][sizeByStrength[s]++] = (long) reference << 32 | referent;
    }

    void addAll(WeakReferents other) {
        for (ReferenceStrength strength : ReferenceStrength.values()) {
            for (long pair : other.of(strength)) {
                add(strength, (int) (pair >>> 32), (int) pair);
            }
        }
    }

    /// A copy, ordered by reference.
    public long[] of(ReferenceStrength strength) {
        long[] pairs = Arrays.copyOf(pairsByStrength[strength.ordinal()], sizeByStrength[strength.ordinal()]);
        Arrays.sort(pairs);
        return pairs;
    }
}
