package dev.holdup.samples.synthetic;

/// Kinds of GC roots with their sub-record tags, and what follows the object id.
public enum RootKind {
    UNKNOWN(0xFF, Operands.NONE),
    JNI_GLOBAL(0x01, Operands.REFERENCE_ID),
    JNI_LOCAL(0x02, Operands.THREAD_AND_FRAME),
    JAVA_FRAME(0x03, Operands.THREAD_AND_FRAME),
    NATIVE_STACK(0x04, Operands.THREAD),
    STICKY_CLASS(0x05, Operands.NONE),
    THREAD_BLOCK(0x06, Operands.THREAD),
    MONITOR_USED(0x07, Operands.NONE),
    THREAD_OBJECT(0x08, Operands.THREAD_AND_TRACE),
    ANDROID_INTERNED_STRING(0x89, Operands.NONE),
    ANDROID_FINALIZING(0x8A, Operands.NONE),
    ANDROID_DEBUGGER(0x8B, Operands.NONE),
    ANDROID_REFERENCE_CLEANUP(0x8C, Operands.NONE),
    ANDROID_VM_INTERNAL(0x8D, Operands.NONE),
    ANDROID_JNI_MONITOR(0x8E, Operands.THREAD_AND_FRAME),
    ANDROID_UNREACHABLE(0x90, Operands.NONE);

    /// What stands in the sub-record behind the object id; serials and frame numbers are four bytes wide.
    enum Operands {
        NONE,
        REFERENCE_ID,
        THREAD,
        THREAD_AND_FRAME,
        THREAD_AND_TRACE
    }

    private final int tag;
    private final Operands operands;

    RootKind(int tag, Operands operands) {
        this.tag = tag;
        this.operands = operands;
    }

    int tag() {
        return tag;
    }

    Operands operands() {
        return operands;
    }
}
