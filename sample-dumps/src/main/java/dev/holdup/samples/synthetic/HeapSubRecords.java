package dev.holdup.samples.synthetic;

import java.util.function.ToLongFunction;

/// Sub-records of the heap: one byte of tag, then a body whose length follows from its content alone.
final class HeapSubRecords {

    private static final int CLASS_DUMP = 0x20;
    private static final int INSTANCE_DUMP = 0x21;
    private static final int OBJECT_ARRAY_DUMP = 0x22;
    private static final int PRIMITIVE_ARRAY_DUMP = 0x23;
    private static final int ANDROID_PRIMITIVE_ARRAY_NODATA = 0xC3;
    private static final int ANDROID_HEAP_DUMP_INFO = 0xFE;

    private final IdSize idSize;
    private final ToLongFunction<String> stringId;

    HeapSubRecords(IdSize idSize, ToLongFunction<String> stringId) {
        this.idSize = idSize;
        this.stringId = stringId;
    }

    /// `id class · u4 trace · id super · id loader · id signers · id domain · id reserved · id reserved`,
    /// `u4 instance bytes`, then constant pool, static fields and instance fields, each behind its count in two
    /// bytes.
    byte[] classDump(ClassBuilder type) {
        ClassBuilder superclass = type.superclass();
        HprofBuffer out = start(CLASS_DUMP)
                .id(type.id())
                .u4(type.stackSerial())
                .id(superclass == null ? 0 : superclass.id())
                .id(type.loader())
                .id(0)
                .id(0)
                .id(0)
                .id(0)
                .u4(type.fieldBytes(idSize.bytes()));
        out.u2(type.constantPool().size());
        for (int i = 0; i < type.constantPool().size(); i++) {
            Value constant = type.constantPool().get(i);
            out.u2(i + 1).u1(constant.kind().code()).value(constant);
        }
        out.u2(type.staticFields().size());
        for (ClassBuilder.StaticField field : type.staticFields()) {
            out.id(stringId.applyAsLong(field.name()))
                    .u1(field.value().kind().code())
                    .value(field.value());
        }
        out.u2(type.ownFields().size());
        for (ClassBuilder.Field field : type.ownFields()) {
            out.id(stringId.applyAsLong(field.name())).u1(field.kind().code());
        }
        return out.toByteArray();
    }

    byte[] root(GcRoot root) {
        HprofBuffer out = start(root.kind().tag()).id(root.objectId());
        switch (root.kind().operands()) {
            case NONE -> {}
            case REFERENCE_ID -> out.id(root.detail());
            case THREAD -> out.u4(root.detail());
            case THREAD_AND_FRAME, THREAD_AND_TRACE -> out.u4(root.detail()).u4(root.position());
        }
        return out.toByteArray();
    }

    byte[] objectArray(HeapObject.ObjectArray array) {
        HprofBuffer out = start(OBJECT_ARRAY_DUMP)
                .id(array.id())
                .u4(array.stackSerial())
                .u4(array.elements().length)
                .id(array.type().id());
        for (long element : array.elements()) {
            out.id(element);
        }
        return out.toByteArray();
    }

    byte[] primitiveArray(HeapObject.PrimitiveArray array) {
        return start(PRIMITIVE_ARRAY_DUMP)
                .id(array.id())
                .u4(array.stackSerial())
                .u4(array.length())
                .u1(array.kind().code())
                .raw(array.elements())
                .toByteArray();
    }

    byte[] primitiveArrayWithoutData(HeapObject.PrimitiveArrayWithoutData array) {
        return start(ANDROID_PRIMITIVE_ARRAY_NODATA)
                .id(array.id())
                .u4(array.stackSerial())
                .u4(array.length())
                .u1(array.kind().code())
                .toByteArray();
    }

    byte[] heapInfo(HeapObject.HeapInfo heap) {
        return start(ANDROID_HEAP_DUMP_INFO)
                .u4(heap.heapId())
                .id(stringId.applyAsLong(heap.name()))
                .toByteArray();
    }

    byte[] instance(HeapObject.Instance instance) {
        HprofBuffer out = start(INSTANCE_DUMP)
                .id(instance.id())
                .u4(instance.stackSerial())
                .id(instance.type().id())
                .u4(instance.type().fieldBytes(idSize.bytes()));
        for (Value value : instance.values()) {
            out.value(value);
        }
        return out.toByteArray();
    }

    private HprofBuffer start(int tag) {
        return new HprofBuffer(idSize).u1(tag);
    }
}
