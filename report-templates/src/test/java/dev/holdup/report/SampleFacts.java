package dev.holdup.report;

import dev.holdup.analysis.findings.AllocationSites;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapOverview;
import java.util.List;

/// The views of a sample heap that follow from its graph and its dominator tree.
final class SampleFacts {
    private SampleFacts() {}

    static HeapOverview overview() {
        return new HeapOverview(
                "Of 96.4 MB in the heap, 61.2 MB are primitive arrays and 4.08 MB are unreachable.",
                "JAVA PROFILE 1.0.2",
                8,
                104_360_806,
                "2026-11-22T10:15:30Z",
                "25.0.3+9-LTS",
                List.of(
                        new HeapOverview.Part("instances", 604_331, 24_902_221),
                        new HeapOverview.Part("object arrays", 51_200, 9_200_401),
                        new HeapOverview.Part("primitive arrays", 410_233, 61_204_112),
                        new HeapOverview.Part("class objects", 12_022, 1_083_772)),
                List.of(new HeapOverview.Roots("local variable", 2_912), new HeapOverview.Roots("system class", 1_000)),
                List.of(
                        new HeapOverview.Reach("strongly", 91_374_340),
                        new HeapOverview.Reach("by finalizers only", 0),
                        new HeapOverview.Reach("softly", 746_000),
                        new HeapOverview.Reach("not at all", 4_083_772)),
                new HeapOverview.Gaps(1_204, 48_160, 4_096, 3, 96_252_272),
                List.of(
                        new HeapOverview.Records("STRING IN UTF8", 61_000, 3_904_000L),
                        new HeapOverview.Records("CLASS DUMP", 12_022, null)),
                List.of(
                        new HeapOverview.Setting("java.home", null),
                        new HeapOverview.Setting("user.timezone", "Europe/Berlin")),
                List.of(new HeapOverview.Setting("PATH", null)),
                List.of(new HeapOverview.Setting("-Xmx", null), new HeapOverview.Setting("-XX:+UseG1GC", null)));
    }

    static HeapClasses classes() {
        return new HeapClasses(
                "byte[] takes the most by itself: 60.1 MB in 400\u202F000 objects; of what is not the JDK's own, all"
                        + " com.acme.shop.Session together keep the most: 9.20 MB.",
                true,
                List.of(
                        new HeapClasses.OfClass(
                                "byte[]",
                                "boot loader",
                                400_000,
                                60_100_000,
                                60_100_000,
                                400_000L,
                                List.of(
                                        new HeapClasses.SizeRange(32, 300_000),
                                        new HeapClasses.SizeRange(64, 99_998),
                                        new HeapClasses.SizeRange(1 << 21, 2))),
                        new HeapClasses.OfClass(
                                "com.acme.shop.Session",
                                "org.apache.catalina.loader.ParallelWebappClassLoader /shop",
                                900,
                                36_000,
                                9_200_401,
                                120_400L,
                                List.of())),
                1_104,
                List.of(new HeapClasses.OfPackage("com.acme.shop", 12, 4_000, 160_000, 9_900_000L)),
                80,
                List.of(
                        new HeapClasses.OfLoader("boot loader", null, 1_800, 1_000_000, 95_000_000, 96_000_000L),
                        new HeapClasses.OfLoader(
                                "org.apache.catalina.loader.ParallelWebappClassLoader /shop",
                                "0x7f0200000",
                                812,
                                4_000,
                                160_000,
                                10_100_200L)),
                0,
                List.of(new HeapClasses.OfComponent(
                        "web application (Tomcat)",
                        "/shop",
                        "org.apache.catalina.loader.WebappClassLoaderBase.resources.context.name",
                        1,
                        812,
                        4_000,
                        160_000,
                        10_100_200L)),
                0);
    }

    static HeapDominators dominators() {
        return new HeapDominators(
                "61 objects and threads together keep half of what is reachable; most comes together in a"
                        + " java.util.HashMap$Node[], which keeps 9.10 MB of 92.1 MB by 900 objects, most of them"
                        + " java.util.HashMap$Node.",
                List.of(new HeapDominators.Dominator(
                        "static fields",
                        null,
                        31_902_221,
                        22_702_221,
                        List.of(new HeapDominators.Dominator(
                                "class com.acme.Registry",
                                "0x7f4a00000",
                                9_200_000,
                                100_000,
                                List.of(new HeapDominators.Dominator(
                                        "java.util.HashMap",
                                        "0x7f4a11c08",
                                        9_100_000,
                                        9_100_000,
                                        List.of(),
                                        List.of())),
                                List.of())),
                        List.of(new HeapDominators.TopClass("com.acme.shop.Product", 5_200, 20_800_000)))),
                List.of(new HeapDominators.Drop(
                        "java.util.HashMap$Node[]",
                        "0x7f4a11d00",
                        9_100_000,
                        10_400,
                        900,
                        "java.util.HashMap$Node",
                        List.of("class com.acme.Registry", "java.util.HashMap"))),
                List.of(new HeapDominators.TopClass("java.lang.Class", 1_204, 31_902_221)),
                90,
                List.of(new HeapDominators.DominatedClass(
                        "byte[]",
                        400_000,
                        List.of(
                                new HeapDominators.By("java.lang.String", 390_000, 24_000_000),
                                new HeapDominators.By("GC roots", 10_000, 36_100_000)))),
                List.of(
                        new HeapDominators.Concentration(0.5, 61),
                        new HeapDominators.Concentration(0.8, 420),
                        new HeapDominators.Concentration(0.9, 2_100)),
                new HeapDominators.Depth(
                        10_203,
                        List.of(
                                new HeapDominators.DepthRange(1, 12_000, 1_400_000),
                                new HeapDominators.DepthRange(2, 90_000, 20_300_000),
                                new HeapDominators.DepthRange(4, 300_000, 60_200_000),
                                new HeapDominators.DepthRange(16_384, 10_000, 240_000))));
    }

    static AllocationSites allocationSites() {
        return new AllocationSites(
                "Of 96.4 MB, 60.0 MB were allocated in com.acme.Export.buffer(Export.java:31), mostly byte[].",
                List.of(new AllocationSites.Site(
                        17,
                        List.of("com.acme.Export.buffer(Export.java:31)", "com.acme.Export.run(Export.java:12)"),
                        "byte[]",
                        300,
                        60_000_000)),
                12);
    }
}
