package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import org.jspecify.annotations.Nullable;

/// Shallow sizes by the inferred [ObjectLayout].
///
/// An instance takes its header and fields, packed and aligned, and what the gaps between neighbouring objects show
/// beside: holes between the fields of a class and its superclass, fields that the JVM adds and does not dump, and the
/// room around fields that are not to share a cache line. What a class has so, its subclasses have too.
final class InferredSizes implements ObjectSizes {
    /// A hole between two classes' fields is smaller than this.
    private static final long LARGEST_HOLE = 24;

    private static final int CONVINCING = 3;

    private final ObjectLayout layout;
    private final StaticFields statics;
    private final long[] instanceBytesByClass;
    /// Bytes of a class object without static fields.
    private final long mirrorBytes;

    private InferredSizes(ObjectLayout layout, StaticFields statics, long[] instanceBytesByClass, long mirrorBytes) {
        this.layout = layout;
        this.statics = statics;
        this.instanceBytesByClass = instanceBytesByClass;
        this.mirrorBytes = mirrorBytes;
    }

    static InferredSizes of(ObjectLayout layout, ClassTable classes, LayoutSample sample, StaticFields statics) {
        sample.stackChunks.forEach(chunk ->
                sample.instance(chunk.heapClass()).add(chunk.gap() - StackChunks.stackBytes(layout, chunk.words())));
        long[] bytes = new long[classes.size()];
        // A superclass comes before its subclasses.
        for (int i = 0; i < bytes.length; i++) {
            HeapClass heapClass = classes.get(i);
            long packed = layout.instanceBytes(fieldBytes(layout, heapClass));
            HeapClass superclass = heapClass.superclass();
            long inherited = superclass == null
                    ? 0
                    : bytes[superclass.classIndex()] - layout.instanceBytes(fieldBytes(layout, superclass));
            bytes[i] = instanceBytes(layout, packed, inherited, sample.instances.get(heapClass));
        }
        HeapClass classOfClasses = classes.named("java.lang.Class");
        long mirrorBytes = mirrorBytes(
                layout,
                classOfClasses == null ? layout.headerBytes() : bytes[classOfClasses.classIndex()],
                sample,
                statics);
        if (classOfClasses != null) {
            bytes[classOfClasses.classIndex()] = mirrorBytes;
        }
        return new InferredSizes(layout, statics, bytes, mirrorBytes);
    }

    /// @param packed header and fields, aligned
    /// @param inherited what an instance of the superclass takes beyond its own
    /// @param gap null if no instance was looked at
    private static long instanceBytes(
            ObjectLayout layout, long packed, long inherited, LayoutSample.@Nullable InstanceGap gap) {
        long expected = packed + inherited;
        if (gap == null || gap.smallest != layout.aligned(gap.smallest) || gap.smallest < packed) {
            return expected;
        }
        long beyond = gap.smallest - expected;
        // Nothing dead fits in there: no object is smaller than its header and a reference.
        boolean itsOwn = beyond < layout.aligned(layout.headerBytes() + 1L);
        boolean often = gap.seen >= CONVINCING && (beyond <= LARGEST_HOLE || 2 * gap.seen > gap.looked);
        return itsOwn || often ? gap.smallest : expected;
    }

    /// The smallest size of a class object without its static fields that is seen a few times.
    private static long mirrorBytes(ObjectLayout layout, long packed, LayoutSample sample, StaticFields statics) {
        long[] sizes = sample.mirrors.stream()
                .mapToLong(mirror -> mirror.gap() - statics.bytes(layout, mirror.heapClass()))
                .filter(size -> size >= packed && size == layout.aligned(size))
                .sorted()
                .toArray();
        for (int i = 0; i + CONVINCING <= sizes.length; i++) {
            if (sizes[i] == sizes[i + CONVINCING - 1]) {
                return sizes[i];
            }
        }
        return packed;
    }

    static long fieldBytes(ObjectLayout layout, HeapClass heapClass) {
        long sum = 0;
        for (HeapClass.Field field : heapClass.fields()) {
            sum += layout.fieldBytes(field.type());
        }
        return sum;
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
        return layout.aligned(instanceBytesByClass[classIndex] + StackChunks.stackBytes(layout, words));
    }

    @Override
    public long arrayBytes(FieldType elementType, int length) {
        return layout.arrayBytes(elementType, length);
    }

    /// The static fields stand behind the fields of `java.lang.Class`.
    @Override
    public long classObjectBytes(HeapClass heapClass) {
        return layout.aligned(mirrorBytes + statics.bytes(layout, heapClass));
    }
}
