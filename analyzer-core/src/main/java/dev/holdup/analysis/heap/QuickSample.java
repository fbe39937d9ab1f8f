package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import java.util.Arrays;
import java.util.List;

/// Some objects from some places of the file, noted in the one pass of a quick look: the object layout is inferred from
/// the gaps between them.
///
/// Neighbours in the file are neighbours in the heap. Where they are not, gaps come out too wide, never too narrow.
final class QuickSample {
    /// So many in a row tell of nearly as many gaps.
    private static final int OBJECTS_PER_PLACE = 512;

    private static final FieldType[] TYPES = FieldType.values();

    private long[] addresses = new long[1 << 12];
    /// `[i]`: the class's slot in the pass for an instance; for an array, minus one minus its element type's number.
    private int[] whats = new int[1 << 12];
    /// `[i]`: of an array.
    private int[] lengths = new int[1 << 12];

    private int size;
    private int limit;

    /// From here on the next objects are noted.
    void begin() {
        limit = size + OBJECTS_PER_PLACE;
    }

    void end() {
        limit = size;
    }

    boolean isFull() {
        return size >= limit;
    }

    void addInstance(long address, int classSlot) {
        add(address, classSlot, 0);
    }

    void addArray(long address, FieldType elementType, int length) {
        add(address, -1 - elementType.ordinal(), length);
    }

    private void add(long address, int what, int length) {
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * size);
            whats = Arrays.copyOf(whats, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        addresses[size] = address;
        whats[size] = what;
        lengths[size] = length;
        size++;
    }

    /// The gaps between all objects that were noted.
    static LayoutSample gaps(List<QuickPass> passes, ClassTable classes) {
        int count = 0;
        for (QuickPass pass : passes) {
            count += pass.sample.size;
        }
        long[] sorted = new long[count];
        int filled = 0;
        for (QuickPass pass : passes) {
            System.arraycopy(pass.sample.addresses, 0, sorted, filled, pass.sample.size);
            filled += pass.sample.size;
        }
        Arrays.sort(sorted);
        LayoutSample gaps = new LayoutSample();
        for (QuickPass pass : passes) {
            pass.sample.addTo(gaps, sorted, pass.classIds, classes);
        }
        return gaps;
    }

    private void addTo(LayoutSample gaps, long[] sorted, List<Long> classIds, ClassTable classes) {
        for (int i = 0; i < size; i++) {
            long gap = gapAfter(addresses[i], sorted);
            int what = whats[i];
            if (what < 0) {
                gaps.addArray(addresses[i], TYPES[-1 - what], lengths[i], gap);
            } else {
                int classIndex = classes.indexOf(classIds.get(what));
                gaps.addInstance(addresses[i], classes.get(classIndex), gap);
            }
        }
    }

    private static long gapAfter(long address, long[] sorted) {
        int next = Arrays.binarySearch(sorted, address) + 1;
        // An address that occurs twice, in a damaged dump.
        while (next < sorted.length && sorted[next] == address) {
            next++;
        }
        return next < sorted.length ? sorted[next] - address : Long.MAX_VALUE;
    }
}
