package dev.holdup.dumps.hprof;

/// Tags of the top-level records: `u1 tag · u4 microseconds since the header · u4 bodyBytes · body`.
final class RecordTag {
    static final int STRING = 0x01;
    static final int LOAD_CLASS = 0x02;
    static final int UNLOAD_CLASS = 0x03;
    static final int FRAME = 0x04;
    static final int TRACE = 0x05;
    static final int ALLOC_SITES = 0x06;
    static final int HEAP_SUMMARY = 0x07;
    static final int START_THREAD = 0x0A;
    static final int END_THREAD = 0x0B;
    static final int HEAP_DUMP = 0x0C;
    static final int CPU_SAMPLES = 0x0D;
    static final int CONTROL_SETTINGS = 0x0E;
    static final int HEAP_DUMP_SEGMENT = 0x1C;
    static final int HEAP_DUMP_END = 0x2C;

    /// Bytes before the body.
    static final int HEADER_BYTES = 9;

    private RecordTag() {}

    static boolean holdsHeap(int tag) {
        return tag == HEAP_DUMP || tag == HEAP_DUMP_SEGMENT;
    }

    static boolean known(int tag) {
        return (tag >= STRING && tag <= HEAP_SUMMARY)
                || (tag >= START_THREAD && tag <= CONTROL_SETTINGS)
                || tag == HEAP_DUMP_SEGMENT
                || tag == HEAP_DUMP_END;
    }
}
