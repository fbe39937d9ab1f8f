package dev.holdup.report;

import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapOffHeap;
import java.util.List;

/// What a sample heap says of growth, of memory outside of it and of class loading.
final class SampleOutside {
    private SampleOutside() {}

    static HeapGrowth growth() {
        String first = "One of the 1000 collections in com.acme.Account.entries holds 60000 elements and keeps 1.24 MB"
                + " alive, where half of them hold at most 15 and three quarters at most 15.";
        return new HeapGrowth(
                first,
                17,
                List.of(
                        new HeapGrowth.Grown(
                                "com.acme.Account.entries",
                                "java.util.ArrayList",
                                "0xfbaec150",
                                60_000,
                                1_000,
                                15,
                                15,
                                1_244_600,
                                "static field of com.acme.Bank",
                                List.of("com.acme.Bank.ACCOUNTS", "java.util.ArrayList.elementData"),
                                first),
                        new HeapGrowth.Grown(
                                "com.acme.Topic.listeners",
                                "java.util.concurrent.CopyOnWriteArrayList",
                                "0xfbaed000",
                                2_100,
                                40,
                                3,
                                3,
                                92_400,
                                "static field of com.acme.Topics",
                                List.of("com.acme.Topics.ALL"),
                                "One of the 40 collections in com.acme.Topic.listeners holds 2100 elements and keeps 92.4"
                                        + " kB alive, where half of them hold at most 3 and three quarters at most 3.")),
                3);
    }

    static HeapOffHeap offHeap() {
        return new HeapOffHeap(
                "Outside of the heap direct buffers have 48.2 MB of 64.0 MB allowed; of the buffers, most belongs to"
                        + " com.acme.Upload.parts; 11 connections to 2 peers and 4 files are open.",
                List.of(
                        new HeapOffHeap.Outside(
                                "direct buffers",
                                48,
                                48_234_496L,
                                64_000_000L,
                                "48 direct buffers own 48.2 MB outside of the heap."),
                        new HeapOffHeap.Outside(
                                "thread stacks",
                                410,
                                429_916_160L,
                                null,
                                "410 platform threads reserve up to 430 MB for their stacks."),
                        new HeapOffHeap.Outside("zip streams", 3, null, null, "3 Inflaters and Deflaters are open.")),
                List.of(
                        new HeapOffHeap.BufferOwner("com.acme.Upload.parts", "direct", 40, 40_000_000),
                        new HeapOffHeap.BufferOwner("com.acme.Index.file", "mapped", 1, 70_000)),
                12,
                List.of(
                        new HeapOffHeap.Arena("pooled", "0xfd782610", 4, 6_291_456, 4_866_048L),
                        new HeapOffHeap.Arena("adaptive", "0xfd947db0", 1, 524_288, null)),
                0,
                List.of(
                        new HeapOffHeap.Connection(
                                "tcp", "connected", "#1f03ab77:5432", 10, "org.postgresql.core.PGStream.connection"),
                        new HeapOffHeap.Connection(
                                "tcp", "listening", "port 8080", 1, "com.acme.Server.<b>socket</b>")),
                0,
                List.of(
                        new HeapOffHeap.OpenFile("#595bedae.csv", "read", 3, "com.acme.Import.file"),
                        new HeapOffHeap.OpenFile("#2625b960.jar", "zip", 1, "java.util.zip.ZipFile$Source.files")),
                0);
    }

    static HeapClassLoading classLoading() {
        return new HeapClassLoading(
                "5 class loaders have 9120 classes; 1 name is there more than once, 2 classes too many, and keep 12.4 MB;"
                        + " 812 were made while the program ran, most of them lambdas.",
                9_120,
                5,
                2,
                1,
                2,
                List.of(new HeapClassLoading.DuplicateClass(
                        "com.acme.shop.Catalogue", 3, 3, 12_400_000, List.of("3 × java.net.URLClassLoader"))),
                0,
                List.of(
                        new HeapClassLoading.LoadedBy(
                                "jdk.internal.loader.ClassLoaders$AppClassLoader",
                                "0xfaaebec0",
                                "app",
                                7_200,
                                604_331,
                                41_000_000,
                                null,
                                null,
                                List.of()),
                        new HeapClassLoading.LoadedBy(
                                "java.net.URLClassLoader",
                                "0xfbc42fa0",
                                null,
                                12,
                                400,
                                4_100_000,
                                "the static field com.acme.Deployed.APPS",
                                "static field of com.acme.Deployed",
                                List.of("com.acme.Deployed.APPS", "an object of com.acme.shop.Catalogue"))),
                0,
                List.of(
                        new HeapClassLoading.Generated(
                                "lambdas", 700, 3, 690, 88_000, "com.acme.Orders$$Lambda", 41, "One for each lambda."),
                        new HeapClassLoading.Generated(
                                "CGLIB proxies",
                                112,
                                1,
                                112,
                                1_200_000,
                                "com.acme.OrderService$$EnhancerByCGLIB",
                                110,
                                "They grow where an Enhancer is made for each object.")));
    }
}
