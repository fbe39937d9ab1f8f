package dev.holdup.analysis.dominators;

import java.util.HashMap;
import java.util.Map;

/// Objects and units of eight bytes by pairs of numbers: what comes again soon is added up in an array, the rest in a
/// map.
final class PairSums {
    private static final int SLOTS = 1 << 10;
    private static final long NONE = -1;

    /// `pairBySlot[slot]`: first in the high half, second in the low half.
    private final long[] pairBySlot = new long[SLOTS];

    private final long[] objectsBySlot = new long[SLOTS];
    private final long[] unitsBySlot = new long[SLOTS];
    private final Map<Long, long[]> sumByPair = new HashMap<>();

    PairSums() {
        java.util.Arrays.fill(pairBySlot, NONE);
    }

    /// @param first not negative
    void add(int first, int second, long units) {
        long pair = (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
        int slot = (int) ((pair * 0x9E37_79B9_7F4A_7C15L) >>> 54);
        if (pairBySlot[slot] != pair) {
            flush(slot);
            pairBySlot[slot] = pair;
        }
        objectsBySlot[slot]++;
        unitsBySlot[slot] += units;
    }

    private void flush(int slot) {
        if (objectsBySlot[slot] > 0) {
            long[] sum = sumByPair.computeIfAbsent(pairBySlot[slot], pair -> new long[2]);
            sum[0] += objectsBySlot[slot];
            sum[1] += unitsBySlot[slot];
            objectsBySlot[slot] = 0;
            unitsBySlot[slot] = 0;
        }
    }

    /// What the sums come to.
    @FunctionalInterface
    interface Told {
        void sum(int first, int second, long objects, long units);
    }

    void each(Told told) {
        for (int slot = 0; slot < SLOTS; slot++) {
            flush(slot);
        }
        sumByPair.forEach((pair, sum) -> told.sum((int) (pair >>> Integer.SIZE), pair.intValue(), sum[0], sum[1]));
    }
}
