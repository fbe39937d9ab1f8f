package dev.holdup.report;

import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.Suspect;
import java.util.List;

/// What collections, strings and references of a sample heap hold.
final class SampleHeld {
    private SampleHeld() {}

    static CollectionsView collections() {
        return new CollectionsView(
                "Of 4211 collections 3040 are empty and take 1.22 MB, and 12 have arrays more than twice as large as"
                        + " they need: 98.3 kB too much. The largest part is held by com.acme.Session.attributes:"
                        + " 1.02 MB.",
                new CollectionsView.CollectionTotals(4211, 38_240, 2, 3040, 1_220_480, 12, 98_304, 30_100, 9_020, 1),
                List.of(
                        new CollectionsView.CollectionClass(
                                "java.util.HashMap",
                                "map",
                                3101,
                                220,
                                30_100,
                                402_112,
                                List.of(12L, 3L, 40L, 88L, 1L),
                                0,
                                2957,
                                1_180_320,
                                12,
                                98_304,
                                30_100,
                                21_080,
                                9_020),
                        new CollectionsView.CollectionClass(
                                "java.util.ArrayList",
                                "list",
                                1110,
                                0,
                                8_140,
                                9_000,
                                List.of(0L, 0L, 4L, 100L, 923L),
                                2,
                                83,
                                40_160,
                                0,
                                0,
                                0,
                                0,
                                0)),
                4,
                List.of(new CollectionsView.CollectionField(
                        "com.acme.Session.attributes", "java.util.HashMap", 2900, 144, 12, 2812, 1_012_320, 3, 8_304)),
                2,
                List.of(new CollectionsView.CollectionNamed(
                        "java.util.HashMap", "0xf0a18", 20_000, 32_768L, 14_978L, 1_902_224, "com.acme.Registry.ALL")),
                List.of(new CollectionsView.CollectionNamed(
                        "com.acme.Index", "0xf0b20", 812, 2_048L, 9L, 88_104, null)),
                new CollectionsView.ArraysSeen(
                        List.of(new CollectionsView.ArrayClass(
                                "byte[]",
                                52_000,
                                61_204_112,
                                62_120_440,
                                List.of(12L, 40L, 51_948L),
                                31,
                                4_194_816,
                                30,
                                8,
                                524_416,
                                0,
                                0)),
                        3,
                        List.of(new CollectionsView.ArrayCopies("byte[]", 65_536, "0a1b2c3d", 9, 524_416)),
                        1),
                List.of(new CollectionsView.BoxedClass("java.lang.Long", 40_256, 966_144, 256, 1_200, 38_000, 912_000)),
                new CollectionsView.OverheadSeen(
                        7_240_000,
                        1_204_200,
                        List.of(new CollectionsView.OverheadClass(
                                "java.lang.String", 300_000, 7_200_000, 3_600_000, 600_000)),
                        12));
    }

    static StringsView strings() {
        return new StringsView(
                "300\u202F000 strings take 24.1 MB, 25 % of what is reachable; 120\u202F400 of them have the content of another"
                        + " one, which costs 8.02 MB.",
                300_000,
                24_100_000,
                0.25,
                290_000,
                16_900_000,
                210,
                84_000,
                12,
                6_144,
                10_600,
                600,
                400_000,
                120_400,
                8_020_000,
                List.of(
                        new StringsView.StringCopies(36, "51b4a1fe", 40_000, 40_000, 3_199_920, null),
                        new StringsView.StringCopies(4, "0d10a9c2", 30_001, 1, 720_000, "<GET>…")),
                List.of(new StringsView.LongString(1_048_576, "b0a2f3d4", "0xf1c00", 1_048_592, 1, null)));
    }

    static ReferencesView references() {
        return new ReferencesView(
                "Soft, weak and phantom references alone reach 3.40 MB, which the JVM may free, 3.20 MB of it only when"
                        + " memory is short; 14 objects wait to be finalized and keep 56.0 kB.",
                List.of(
                        new ReferencesView.ReferenceKind("soft", 410, 12, 0, 3_200_000),
                        new ReferencesView.ReferenceKind("weak", 9_200, 310, 300, 200_000),
                        new ReferencesView.ReferenceKind("phantom", 88, 0, 0, 0),
                        new ReferencesView.ReferenceKind("final", 41, 0, 14, 0)),
                List.of(new ReferencesView.ReferenceClass("com.acme.ImageSlot", "soft", 400, 12, 0, 388, 3_190_000)),
                5,
                List.of(new ReferencesView.PendingQueue(
                        "java.lang.ref.ReferenceQueue", "0xf2d40", 300, "com.acme.WeakIndex")),
                0,
                new Contents.Finalizers(
                        14, 41, 56_000, List.of(new Suspect.Content("com.acme.NativeHandle", 14, 56_000))),
                new ReferencesView.CleanersSeen(120, 3));
    }
}
