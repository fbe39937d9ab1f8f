package dev.holdup.analysis.contents;

/// The collections of a class that one field holds, or that are the elements of the one it holds.
///
/// @param field `Class.field`, with `[]` behind it for elements
/// @param classIndex of the collections
/// @param objectsBySizeLog2 how many have that size: at 0 the empty ones, at i those of 2^(i−1) to 2^i − 1 elements
/// @param largest three of them, the one with the most elements first
public record FieldTally(
        String field, int classIndex, CollectionFigures figures, long[] objectsBySizeLog2, Sized[] largest) {

    /// Sizes of 31 bits and 0.
    static final int SIZES = 32;

    private static final int MOST = 3;
    private static final Sized NOTHING = new Sized(-1, -1);

    /// @param object object index, −1 for none
    public record Sized(int object, long size) {
        /// The larger, of equal ones that with the lower address.
        boolean isBefore(Sized other) {
            return size > other.size || (size == other.size && object >= 0 && object < other.object);
        }
    }

    FieldTally(String field, int classIndex) {
        this(field, classIndex, new CollectionFigures(), new long[SIZES], new Sized[] {NOTHING, NOTHING, NOTHING});
    }

    public long objects() {
        return figures.objects;
    }

    void addSize(int object, long size) {
        objectsBySizeLog2[log2(size)]++;
        addLargest(new Sized(object, size));
    }

    private void addLargest(Sized candidate) {
        Sized one = candidate;
        for (int i = 0; i < MOST; i++) {
            if (one.isBefore(largest[i])) {
                Sized smaller = largest[i];
                largest[i] = one;
                one = smaller;
            }
        }
    }

    void addAll(FieldTally other) {
        figures.addAll(other.figures);
        for (int i = 0; i < SIZES; i++) {
            objectsBySizeLog2[i] += other.objectsBySizeLog2[i];
        }
        for (Sized one : other.largest) {
            addLargest(one);
        }
    }

    private static int log2(long size) {
        return size <= 0 ? 0 : Math.min(SIZES - 1, 64 - Long.numberOfLeadingZeros(size));
    }
}
