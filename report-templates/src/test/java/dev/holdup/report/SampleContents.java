package dev.holdup.report;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Suspect;
import java.util.List;

/// What the objects of a sample heap say.
final class SampleContents {
    private SampleContents() {}

    static Contents contents() {
        return new Contents(
                List.of(
                        new Contents.Queue(
                                "java.util.concurrent.LinkedBlockingQueue",
                                "0x7f0012340",
                                20_000,
                                null,
                                21_600_232,
                                0.0714,
                                "static field of com.acme.Labels",
                                List.of(
                                        "com.acme.Labels.PRINTERS",
                                        "java.util.concurrent.ThreadPoolExecutor.workQueue"),
                                List.of(new Contents.Element("com.acme.Labels$PrintJob", 20_000L)),
                                List.of(new Suspect.Content("byte[]", 20_000, 20_800_000)),
                                new Contents.Pool(
                                        "java.util.concurrent.ThreadPoolExecutor",
                                        "0x7f0012000",
                                        4,
                                        4L,
                                        4L,
                                        List.of(new Contents.Work(
                                                4,
                                                "sleeping in com.acme.Labels$PrintJob.run",
                                                "com.acme.Labels$PrintJob.run",
                                                false)))),
                        new Contents.Queue(
                                "java.util.concurrent.ArrayBlockingQueue",
                                "0x7f0099900",
                                256,
                                256L,
                                310_004,
                                0.001,
                                "thread AsyncAppender-Worker-1",
                                List.of(),
                                List.of(),
                                List.of(),
                                null)),
                List.of(new Contents.Collecting(
                        "0x7f4a11c08", "java.util.concurrent.ConcurrentHashMap", 1_204_331, false, null)),
                List.of(new Contents.DuplicateLoaders(
                        "org.apache.catalina.loader.ParallelWebappClassLoader",
                        3,
                        812,
                        List.of("com.acme.shop.Catalogue"),
                        9_200_401,
                        List.of(
                                new Contents.Loader(
                                        "0x7f0200000",
                                        812,
                                        3_100_200,
                                        "a thread-local of thread http-nio-8080-exec-7",
                                        "thread http-nio-8080-exec-7",
                                        List.of("java.lang.Thread.threadLocals", "an object of com.acme.shop.Session")),
                                new Contents.Loader(
                                        "0x7f0300000",
                                        790,
                                        3_000_100,
                                        "the static field com.acme.server.EventBus.LISTENERS",
                                        "static field of com.acme.server.EventBus",
                                        List.of("com.acme.server.EventBus.LISTENERS"))))),
                List.of(new Contents.ThreadLocalValue("com.acme.shop.Session", "java.lang.ThreadLocal", 16, 1_048_576)),
                List.of(new Contents.OffHeap(
                        "direct buffers",
                        7,
                        700_000L,
                        67_108_864L,
                        "7 direct buffers own 700 kB outside of the heap.")),
                new Contents.Finalizers(
                        900, 1_204, 208_800, List.of(new Suspect.Content("com.acme.Handle", 900, 208_800))),
                List.of(
                        new Contents.Waste(
                                "duplicate-strings",
                                "java.lang.String",
                                410_233,
                                23_001_200,
                                "strings with the characters of another one"),
                        new Contents.Waste(
                                "boxed-numbers",
                                "java.lang.Integer",
                                120_000,
                                1_920_000,
                                "numbers that are objects, without the references to them")),
                List.of(new Contents.DuplicateString(36, "1a2b3c4d", 120_001, 119_000, 9_480_000)));
    }
}
