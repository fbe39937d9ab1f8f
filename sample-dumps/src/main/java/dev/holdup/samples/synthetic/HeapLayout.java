package dev.holdup.samples.synthetic;

/// How objects lie in the heap that the dump pretends to show; decides the automatic addresses only.
///
/// The file holds no object sizes. A reader can infer them from the gaps between neighbouring addresses, if these are
/// as HotSpot would have made them.
///
/// @param headerBytes 8 (compact headers), 12 (compressed class pointers) or 16
/// @param referenceBytes 4 (compressed) or 8
/// @param alignmentBytes 8 or 16
public record HeapLayout(int headerBytes, int referenceBytes, int alignmentBytes) {

    /// HotSpot below 32 GB of heap, up to JDK 25 unless compact headers are switched on.
    public static final HeapLayout COMPRESSED = new HeapLayout(12, 4, 8);

    /// HotSpot with 32 GB of heap or more: compressed class pointers, wide references.
    public static final HeapLayout LARGE_HEAP = new HeapLayout(12, 8, 8);

    /// HotSpot without any compression.
    public static final HeapLayout UNCOMPRESSED = new HeapLayout(16, 8, 8);

    /// HotSpot with `-XX:+UseCompactObjectHeaders`.
    public static final HeapLayout COMPACT = new HeapLayout(8, 4, 8);

    long instanceBytes(long fieldBytes) {
        return aligned(headerBytes + fieldBytes);
    }

    /// Arrays have a length of four bytes behind the header. Elements of eight bytes begin at a multiple of eight;
    /// so do all elements behind an uncompressed header, as up to JDK 22.
    long arrayBytes(long length, int elementBytes) {
        long base = headerBytes + 4L;
        if (elementBytes == 8 || headerBytes == 16) {
            base = (base + 7) & -8L;
        }
        return aligned(base + length * elementBytes);
    }

    long aligned(long bytes) {
        return (bytes + alignmentBytes - 1) & -(long) alignmentBytes;
    }
}
