package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// All objects, the one that retains most first; of equals the one with the lower address.
///
/// Most retain little: those are put in order by counting, the others digit by digit.
/// Memory: four bytes an object, and four for each that retains half a megabyte.
final class RetainedOrder {
    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final KeptFile.Values unitsByObject;
    private final TableSpace space;

    /// @param unitsByObject what each retains
    RetainedOrder(KeptFile.Values unitsByObject, TableSpace space) {
        this.unitsByObject = unitsByObject;
        this.space = space;
    }

    IntTable of(int objects) {
        int[] starts = new int[DIGITS + 1];
        long largest = 0;
        for (int object = 0; object < objects; object++) {
            long units = unitsByObject.at(object);
            largest = Math.max(largest, units);
            starts[(int) Math.min(units, DIGITS)]++;
        }
        int large = starts[DIGITS];
        descend(starts);
        IntTable order = space.unsetInts(objects);
        for (int object = 0; object < objects; object++) {
            order.set(starts[(int) Math.min(unitsByObject.at(object), DIGITS)]++, object);
        }
        sortLarge(order, large, largest);
        return order;
    }

    /// Turns counts into places, the highest digit's first.
    private static void descend(int[] counts) {
        int place = 0;
        for (int digit = counts.length - 1; digit >= 0; digit--) {
            int count = counts[digit];
            counts[digit] = place;
            place += count;
        }
    }

    private void sortLarge(IntTable order, int large, long largest) {
        IntTable from = space.unsetInts(large);
        for (int shift = 0; shift < Long.SIZE && largest >>> shift != 0; shift += DIGIT_BITS) {
            int[] starts = new int[DIGITS];
            for (int i = 0; i < large; i++) {
                from.set(i, order.get(i));
                starts[digit(order.get(i), shift)]++;
            }
            descend(starts);
            for (int i = 0; i < large; i++) {
                int object = from.get(i);
                order.set(starts[digit(object, shift)]++, object);
            }
        }
        space.free(from);
    }

    private int digit(int object, int shift) {
        return (int) (unitsByObject.at(object) >>> shift) & (DIGITS - 1);
    }
}
