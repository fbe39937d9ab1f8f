package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.PrimitiveIterator;

/// Shallow sizes as Eclipse Memory Analyzer computes them.
///
/// Source: the rules of MAT 1.17, `HprofParserHandlerImpl` and `Pass1Parser`, as `docs/mat.md` tells them.
final class MatSizes implements ObjectSizes {
    private static final int LEAST_ALIGNMENT = 8;
    private static final int LARGEST_ALIGNMENT = 256;

    private final ObjectLayout layout;
    private final long[] instanceBytesByClass;

    private MatSizes(ObjectLayout layout, ClassTable classes) {
        this.layout = layout;
        this.instanceBytesByClass = new long[classes.size()];
        for (int i = 0; i < instanceBytesByClass.length; i++) {
            instanceBytesByClass[i] = layout.aligned(unalignedBytes(classes.get(i)));
        }
    }

    /// Walks the file once more as far as its first proof of compressed references.
    static MatSizes of(HeapDump dump, ObjectIndex objects, ClassTable classes) {
        int referenceBytes = dump.idBytes() == 8 && hasCompressedReferences(dump) ? 4 : dump.idBytes();
        return new MatSizes(
                new ObjectLayout(
                        dump.idBytes() + referenceBytes,
                        referenceBytes,
                        alignment(objects),
                        false,
                        "by the rules of Eclipse Memory Analyzer"),
                classes);
    }

    /// Each class's own fields end at a multiple of the reference size.
    private long unalignedBytes(HeapClass heapClass) {
        HeapClass superclass = heapClass.superclass();
        HeapClassRecord classRecord = heapClass.classRecord();
        if (superclass == null || classRecord == null) {
            return layout.headerBytes();
        }
        long bytes = unalignedBytes(superclass);
        for (HeapClassRecord.InstanceField field : classRecord.instanceFields()) {
            bytes += layout.fieldBytes(field.type());
        }
        return up(bytes, layout.referenceBytes());
    }

    @Override
    public ObjectLayout layout() {
        return layout;
    }

    @Override
    public long instanceBytes(int classIndex) {
        return instanceBytesByClass[classIndex];
    }

    @Override
    public long stackChunkBytes(int classIndex, int words) {
        return instanceBytesByClass[classIndex];
    }

    @Override
    public long arrayBytes(FieldType elementType, int length) {
        long elements = (long) Math.max(length, 0) * layout.fieldBytes(elementType);
        long base = layout.headerBytes() + 4L;
        return layout.aligned((elementType == FieldType.OBJECT ? base : up(base, layout.referenceBytes())) + elements);
    }

    /// The class's own static fields, without those of `java.lang.Class` and without a header.
    @Override
    public long classObjectBytes(HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        long bytes = 0;
        if (classRecord != null) {
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                bytes += layout.fieldBytes(field.type());
            }
        }
        return layout.aligned(bytes);
    }

    private static long up(long bytes, int multiple) {
        return (bytes + multiple - 1) & -multiple;
    }

    /// Greatest common divisor of the gaps between neighbouring objects, within 8 to 256; of it the power of
    /// two.
    private static int alignment(ObjectIndex objects) {
        long before = 0;
        long divisor = 0;
        for (PrimitiveIterator.OfLong addresses = objects.addresses();
                addresses.hasNext() && (divisor == 0 || divisor > LEAST_ALIGNMENT); ) {
            long address = addresses.nextLong();
            if (before != 0) {
                divisor = greatestCommonDivisor(address - before, divisor);
            }
            before = address;
        }
        return Math.clamp(Long.lowestOneBit(divisor), LEAST_ALIGNMENT, LARGEST_ALIGNMENT);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static boolean hasCompressedReferences(HeapDump dump) {
        ArrayOverlap overlap = new ArrayOverlap();
        try {
            for (HeapRegion region : dump.regions()) {
                var _ = dump.accept(region, overlap);
            }
        } catch (ArrayOverlap.Seen proof) {
            return true;
        }
        return false;
    }

    /// Looks for an object array that begins where the one before it would still be, had it references of eight
    /// bytes.
    private static final class ArrayOverlap implements HeapVisitor {
        private long start;
        private long endIfUncompressed;

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            if (objectId > start && objectId < endIfUncompressed) {
                throw Seen.SEEN;
            }
            start = objectId;
            endIfUncompressed = objectId + 16 + 8L * length;
        }

        /// Ends the walk.
        private static final class Seen extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @SuppressWarnings("StaticAssignmentOfThrowable") // it has neither a stack trace nor anything suppressed
            private static final Seen SEEN = new Seen();

            private Seen() {
                super(null, null, false, false);
            }
        }
    }
}
