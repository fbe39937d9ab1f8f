package dev.holdup.dumps.hprof;

/// Tags of the records inside a heap dump record; from 0x89 on they are Android's.
final class SubRecordTag {
    static final int ROOT_JNI_GLOBAL = 0x01;
    static final int ROOT_JNI_LOCAL = 0x02;
    static final int ROOT_JAVA_FRAME = 0x03;
    static final int ROOT_NATIVE_STACK = 0x04;
    static final int ROOT_STICKY_CLASS = 0x05;
    static final int ROOT_THREAD_BLOCK = 0x06;
    static final int ROOT_MONITOR_USED = 0x07;
    static final int ROOT_THREAD_OBJECT = 0x08;
    static final int CLASS_DUMP = 0x20;
    static final int INSTANCE = 0x21;
    static final int OBJECT_ARRAY = 0x22;
    static final int PRIMITIVE_ARRAY = 0x23;
    static final int ROOT_INTERNED_STRING = 0x89;
    static final int ROOT_FINALIZING = 0x8A;
    static final int ROOT_DEBUGGER = 0x8B;
    static final int ROOT_REFERENCE_CLEANUP = 0x8C;
    static final int ROOT_VM_INTERNAL = 0x8D;
    static final int ROOT_JNI_MONITOR = 0x8E;
    static final int UNREACHABLE = 0x90;
    static final int PRIMITIVE_ARRAY_NO_DATA = 0xC3;
    static final int HEAP_DUMP_INFO = 0xFE;
    static final int ROOT_UNKNOWN = 0xFF;

    private SubRecordTag() {}

    /// What a person calls the record, for warnings.
    static String name(int tag) {
        return switch (tag) {
            case CLASS_DUMP -> "class";
            case INSTANCE -> "instance";
            case OBJECT_ARRAY -> "object array";
            case PRIMITIVE_ARRAY, PRIMITIVE_ARRAY_NO_DATA -> "primitive array";
            case HEAP_DUMP_INFO -> "heap name";
            default -> "GC root";
        };
    }
}
