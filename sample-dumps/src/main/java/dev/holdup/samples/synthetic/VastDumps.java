package dev.holdup.samples.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// Dumps as large as anybody may have one day, each large in one way only: written as a stream, of any size.
public final class VastDumps {
    /// The longest array that a JVM makes.
    public static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final long OBJECT_CLASS = 0x1000;
    private static final long NODE_CLASS = 0x1100;
    private static final long ARRAY_CLASS = 0x1200;
    private static final long FIELD_NAME = 0x900;
    private static final int OBJECT = 2;
    private static final long FIRST_CLASS = 0x10_0000;
    private static final long FIRST_OBJECT = 0x7_0000_0000L;
    private static final int NODE_BYTES = 16;

    private VastDumps() {}

    /// A list of `com.acme.Node`, of which each has the next one in its field `next`; a JNI root holds the first.
    public static void list(Path path, int nodes) throws IOException {
        try (HprofStream out = new HprofStream(path)) {
            out.record(HprofStream.STRING_IN_UTF8).u8(FIELD_NAME).raw("next".getBytes(StandardCharsets.US_ASCII));
            out.namedClass(1, OBJECT_CLASS, "java.lang.Object").namedClass(2, NODE_CLASS, "com.acme.Node");
            out.record(HprofStream.HEAP_DUMP_SEGMENT).classDump(OBJECT_CLASS, 0, 0, 0);
            out.classDump(NODE_CLASS, OBJECT_CLASS, HprofStream.ID_BYTES, 1)
                    .u8(FIELD_NAME)
                    .u1(OBJECT);
            out.u1(HprofStream.ROOT_JNI_GLOBAL).u8(FIRST_OBJECT).u8(1);
            for (int node = 0; node < nodes; node++) {
                long address = FIRST_OBJECT + (long) node * NODE_BYTES;
                out.u1(HprofStream.INSTANCE_DUMP)
                        .u8(address)
                        .u4(1)
                        .u8(NODE_CLASS)
                        .u4(HprofStream.ID_BYTES);
                out.u8(node + 1 < nodes ? address + NODE_BYTES : 0);
                if (out.isLong()) {
                    out.record(HprofStream.HEAP_DUMP_SEGMENT);
                }
            }
        }
    }

    /// So many classes `com.acme.generated.C…` with one object each, all held by JNI roots.
    public static void classes(Path path, int classes) throws IOException {
        try (HprofStream out = new HprofStream(path)) {
            out.namedClass(1, OBJECT_CLASS, "java.lang.Object");
            for (int i = 0; i < classes; i++) {
                out.namedClass(2 + i, classId(i), "com.acme.generated.C" + i);
            }
            out.record(HprofStream.HEAP_DUMP_SEGMENT).classDump(OBJECT_CLASS, 0, 0, 0);
            for (int i = 0; i < classes; i++) {
                out.classDump(classId(i), OBJECT_CLASS, 0, 0);
                long object = FIRST_OBJECT + (long) i * NODE_BYTES;
                out.u1(HprofStream.INSTANCE_DUMP)
                        .u8(object)
                        .u4(1)
                        .u8(classId(i))
                        .u4(0);
                out.u1(HprofStream.ROOT_JNI_GLOBAL).u8(object).u8(1);
            }
        }
    }

    private static long classId(int i) {
        return FIRST_CLASS + i * 0x80L;
    }

    /// One `Object[]` that a JNI root holds: of its elements the first and the last refer to an object each, all others
    /// are null, and take no room on the disk.
    public static void array(Path path, int length) throws IOException {
        try (HprofStream out = new HprofStream(path)) {
            out.namedClass(1, OBJECT_CLASS, "java.lang.Object").namedClass(2, ARRAY_CLASS, "[Ljava.lang.Object;");
            out.record(HprofStream.HEAP_DUMP).classDump(OBJECT_CLASS, 0, 0, 0);
            out.classDump(ARRAY_CLASS, OBJECT_CLASS, 0, 0);
            for (int i = 0; i < 2; i++) {
                out.u1(HprofStream.INSTANCE_DUMP).u8(FIRST_OBJECT + (long) i * NODE_BYTES);
                out.u4(1).u8(OBJECT_CLASS).u4(0);
            }
            long array = FIRST_OBJECT + 2 * NODE_BYTES;
            out.u1(HprofStream.ROOT_JNI_GLOBAL).u8(array).u8(1);
            out.u1(HprofStream.OBJECT_ARRAY_DUMP).u8(array).u4(1).u4(length).u8(ARRAY_CLASS);
            out.u8(FIRST_OBJECT).zeros((length - 2L) * HprofStream.ID_BYTES).u8(FIRST_OBJECT + NODE_BYTES);
            if ((long) length * HprofStream.ID_BYTES > Integer.MAX_VALUE) {
                out.endWithoutLength();
            }
        }
    }

    /// What `kill -3`, again and again, leaves in a log: thread dumps of so many threads each, of which three in four
    /// wait for a lock that the first holds, until there are so many bytes.
    public static void threadDumps(Path path, int threads, long bytes) throws IOException {
        ThreadDumpText text = ThreadDumpText.ofJdk25();
        for (int i = 0; i < threads; i++) {
            ThreadText thread = text.thread("worker-" + i);
            if (i == 0) {
                thread.frame("com.acme.Log.write(Log.java:12)").locked(0x7000_00a0L, "java.lang.Object");
            } else if (i % 4 != 0) {
                thread.blockedOn(0x7000_00a0L, "java.lang.Object", "com.acme.Log.write(Log.java:10)");
            } else {
                thread.frame("com.acme.Work.run(Work.java:" + i % 7 + ")");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(path)) {
            LocalDateTime time = LocalDateTime.of(2026, 1, 1, 0, 0);
            for (long written = 0; written < bytes; time = time.plusSeconds(5)) {
                String one = text.date(time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")))
                        .text();
                out.write(one);
                written += one.length();
            }
        }
    }
}
