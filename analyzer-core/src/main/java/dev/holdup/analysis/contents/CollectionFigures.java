package dev.holdup.analysis.contents;

/// Figures of some collections, added up.
final class CollectionFigures {
    /// Ranges of a fifth, in which arrays are filled.
    static final int FILLS = 5;

    long objects;
    long unknown;
    long elements;
    long empty;
    /// What empty ones take: themselves, what they consist of and their arrays.
    long emptyBytes;
    /// The arrays' part of that.
    long emptyArrayBytes;
    /// With an array more than twice as large as the elements need.
    long sparse;
    long sparseBytes;
    /// Slots of all arrays that they alone keep.
    long slots;
    /// Those that are not empty, by how full their array is.
    final long[] objectsByFill = new long[FILLS];
    /// Elements of hash tables, slots that are used, and elements that are not the first of their slot.
    long hashed;

    long usedSlots;
    long collided;

    void addAll(CollectionFigures other) {
        objects += other.objects;
        unknown += other.unknown;
        elements += other.elements;
        empty += other.empty;
        emptyBytes += other.emptyBytes;
        emptyArrayBytes += other.emptyArrayBytes;
        sparse += other.sparse;
        sparseBytes += other.sparseBytes;
        slots += other.slots;
        for (int i = 0; i < FILLS; i++) {
            objectsByFill[i] += other.objectsByFill[i];
        }
        hashed += other.hashed;
        usedSlots += other.usedSlots;
        collided += other.collided;
    }

    long lostBytes() {
        return emptyBytes + sparseBytes;
    }
}
