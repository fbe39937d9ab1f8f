package dev.holdup.analysis.heap;

import java.util.Arrays;

/// Objects that soft, weak and phantom references refer to, by object index, in no order and with repetitions.
public final class WeakReferents {
    private final int[][] referentsByStrength = new int[ReferenceStrength.values().length][0];
    private final int[] sizeByStrength = new int[ReferenceStrength.values().length];

    void add(ReferenceStrength strength, int referent) {
        int s = strength.ordinal();
        if (sizeByStrength[s] == referentsByStrength[s].length) {
            referentsByStrength[s] = Arrays.copyOf(referentsByStrength[s], Math.max(64, 2 * sizeByStrength[s]));
        }
        referentsByStrength[s][sizeByStrength[s]++] = referent;
    }

    void addAll(WeakReferents other) {
        for (ReferenceStrength strength : ReferenceStrength.values()) {
            for (int referent : other.of(strength)) {
                add(strength, referent);
            }
        }
    }

    /// A copy.
    public int[] of(ReferenceStrength strength) {
        return Arrays.copyOf(referentsByStrength[strength.ordinal()], sizeByStrength[strength.ordinal()]);
    }
}
