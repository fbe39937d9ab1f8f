package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;

/// Shallow sizes by the inferred [ObjectLayout].
///
/// An instance's size is its header and fields, packed and aligned, unless the gaps between neighbouring
/// instances show that the JVM left holes between the fields of a class and its superclass.
final class InferredSizes implements ObjectSizes {
    /// A hole between two classes' fields is smaller than this.
    private static final long LARGEST_HOLE = 24;

    private static final int CONVINCING = 3;

    private final ObjectLayout layout;
    private final long[] instanceBytesByClass;
    /// Sum of the instance fields of `java.lang.Class`.
    private final long javaLangClassFields;

    private InferredSizes(ObjectLayout layout, long[] instanceBytesByClass, long javaLangClassFields) {
        this.layout = layout;
        this.instanceBytesByClass = instanceBytesByClass;
        this.javaLangClassFields = javaLangClassFields;
    }

    static InferredSizes of(ObjectLayout layout, ClassTable classes, LayoutSample sample) {
        long[] bytes = new long[classes.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = layout.instanceBytes(fieldBytes(layout, classes.get(i)));
        }
        for (LayoutSample.InstanceGap gap : sample.instances.values()) {
            int classIndex = gap.heapClass.classIndex();
            if (gap.seen >= CONVINCING
                    && gap.smallest > bytes[classIndex]
                    && gap.smallest <= bytes[classIndex] + LARGEST_HOLE
                    && gap.smallest == layout.aligned(gap.smallest)) {
                bytes[classIndex] = gap.smallest;
            }
        }
        HeapClass classOfClasses = classes.named("java.lang.Class");
        return new InferredSizes(layout, bytes, classOfClasses == null ? 0 : fieldBytes(layout, classOfClasses));
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
    public long arrayBytes(FieldType elementType, int length) {
        return layout.arrayBytes(elementType, length);
    }

    /// The fields of `java.lang.Class`, and the class's own static fields behind them.
    @Override
    public long classObjectBytes(HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        long statics = 0;
        if (classRecord != null) {
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                statics += layout.fieldBytes(field.type());
            }
        }
        return layout.instanceBytes(javaLangClassFields + statics);
    }
}
