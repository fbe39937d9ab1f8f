package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.RecordCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts top-level records by kind.
final class RecordTally {
    private final long[] countByTag = new long[256];
    private final long[] bytesByTag = new long[256];

    void add(int tag, long bytes) {
        countByTag[tag]++;
        bytesByTag[tag] += bytes;
    }

    /// In the order of the tags.
    List<RecordCount> counts() {
        List<RecordCount> counts = new ArrayList<>();
        for (int tag = 0; tag < countByTag.length; tag++) {
            if (countByTag[tag] > 0) {
                counts.add(new RecordCount(name(tag), countByTag[tag], bytesByTag[tag]));
            }
        }
        return List.copyOf(counts);
    }

    private static String name(int tag) {
        return switch (tag) {
            case RecordTag.STRING -> "STRING IN UTF8";
            case RecordTag.LOAD_CLASS -> "LOAD CLASS";
            case RecordTag.FRAME -> "STACK FRAME";
            case RecordTag.TRACE -> "STACK TRACE";
            case RecordTag.HEAP_DUMP -> "HEAP DUMP";
            case RecordTag.HEAP_DUMP_SEGMENT -> "HEAP DUMP SEGMENT";
            case RecordTag.HEAP_DUMP_END -> "HEAP DUMP END";
            case RecordTag.UNLOAD_CLASS -> "UNLOAD CLASS";
            case RecordTag.ALLOC_SITES -> "ALLOC SITES";
            case RecordTag.HEAP_SUMMARY -> "HEAP SUMMARY";
            case RecordTag.START_THREAD -> "START THREAD";
            case RecordTag.END_THREAD -> "END THREAD";
            case RecordTag.CPU_SAMPLES -> "CPU SAMPLES";
            case RecordTag.CONTROL_SETTINGS -> "CONTROL SETTINGS";
            default -> String.format(Locale.ROOT, "record 0x%02X", tag);
        };
    }
}
