package dev.holdup.dumps.model;

/// Why an object is alive by itself. Codes are the format's, Android's included.
public enum GcRootKind {
    UNKNOWN(0xFF, "unknown"),
    JNI_GLOBAL(0x01, "JNI global"),
    JNI_LOCAL(0x02, "JNI local"),
    JAVA_FRAME(0x03, "local variable"),
    NATIVE_STACK(0x04, "native stack"),
    STICKY_CLASS(0x05, "system class"),
    THREAD_BLOCK(0x06, "thread block"),
    MONITOR_USED(0x07, "monitor in use"),
    THREAD_OBJECT(0x08, "thread"),
    INTERNED_STRING(0x89, "interned string"),
    FINALIZING(0x8A, "finalizing"),
    DEBUGGER(0x8B, "debugger"),
    REFERENCE_CLEANUP(0x8C, "reference cleanup"),
    VM_INTERNAL(0x8D, "VM internal"),
    JNI_MONITOR(0x8E, "JNI monitor"),
    UNREACHABLE(0x90, "unreachable");

    private final int code;
    private final String label;

    GcRootKind(int code, String label) {
        this.code = code;
        this.label = label;
    }

    public int code() {
        return code;
    }

    /// What a reader of the report calls it.
    public String label() {
        return label;
    }
}
