package dev.holdup.analysis.contents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.CollectionsView.ArrayClass;
import dev.holdup.analysis.findings.CollectionsView.BoxedClass;
import dev.holdup.analysis.findings.CollectionsView.CollectionField;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every figure of the views of collections, strings and references, of a heap that a real JVM made, against what its
/// program is known to hold.
class KnownFiguresTest {
    private static final String IN = "KnownFigures$";
    private static final long STRING = 24;
    /// A `HashMap`, an `ArrayList` and a `HashSet` by themselves.
    private static final long MAP = 48;

    private static final long LIST = 24;
    private static final long SET = 16;

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> onJdk17() throws Exception {
        return all(ChildHeap.jdk(17), folder.resolve("17"));
    }

    @TestFactory
    Stream<DynamicTest> onJdk25() throws Exception {
        return all(ChildHeap.jdk(25), folder.resolve("25"));
    }

    private static Stream<DynamicTest> all(Path javaHome, Path its) throws Exception {
        Path heap = ChildHeap.collections(javaHome, Files.createDirectories(its), List.of(), "KnownFigures");
        HeapViews views = views(heap, true);
        CollectionsView collections = requireNonNull(views.collections());
        StringsView strings = requireNonNull(views.strings());
        ReferencesView references = requireNonNull(views.references());
        return Stream.of(
                DynamicTest.dynamicTest("fields that hold collections", () -> fields(collections)),
                DynamicTest.dynamicTest("hashes that collide", () -> collisions(collections)),
                DynamicTest.dynamicTest("arrays that say nothing, or what others say", () -> arrays(collections)),
                DynamicTest.dynamicTest("arrays of references", () -> objectArrays(collections)),
                DynamicTest.dynamicTest("boxed numbers", () -> numbers(collections)),
                DynamicTest.dynamicTest("headers and alignment", () -> overhead(collections)),
                DynamicTest.dynamicTest("strings", () -> strings(strings)),
                DynamicTest.dynamicTest(
                        "values are shown only if asked for",
                        () -> hidden(requireNonNull(views(heap, false).strings()))),
                DynamicTest.dynamicTest("references", () -> references(references)));
    }

    private static HeapViews views(Path heap, boolean showValues) {
        AnalyzerOptions options =
                new AnalyzerOptions("test", 2, MemoryLimit.ofMachine(), RuleBook.builtIn(), ViewName.all(), showValues);
        return switch (new IncidentAnalyzer(options).analyze(List.of(heap), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(var report) -> requireNonNull(report.views());
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static void fields(CollectionsView view) {
        CollectionField attributes = field(view, IN + "Session.attributes", "java.util.HashMap");
        assertThat(attributes.objects()).isEqualTo(300);
        assertThat(attributes.elements()).isEqualTo(300);
        assertThat(attributes.mostElements()).isEqualTo(3);
        assertThat(attributes.empty()).isEqualTo(200);
        assertThat(attributes.emptyBytes()).isEqualTo(200 * (MAP + references(64)));
        assertThat(attributes.sparse()).isEqualTo(100);
        // Three entries at a load of three quarters need four slots.
        assertThat(attributes.sparseBytes()).isEqualTo(100 * (references(64) - references(4)));

        CollectionField items = field(view, IN + "Session.items", "java.util.ArrayList");
        assertThat(items.objects()).isEqualTo(300);
        assertThat(items.empty()).isEqualTo(300);
        assertThat(items.emptyBytes()).isEqualTo(300 * LIST);

        // With the map that the set consists of.
        CollectionField tags = field(view, IN + "Tagged.tags", "java.util.HashSet");
        assertThat(tags.emptyBytes()).isEqualTo(40 * (SET + MAP));

        CollectionField fixed = field(view, "KnownFigures.STATIC_MAP", "java.util.HashMap");
        assertThat(fixed.objects()).isEqualTo(1);
        assertThat(fixed.sparseBytes()).isEqualTo(references(4096) - references(2));

        // A subclass's field of the same name counts for nothing.
        CollectionField limited = field(view, "KnownFigures.LIMITED", "KnownFigures$Limited");
        assertThat(limited.elements()).isEqualTo(2);
        assertThat(limited.sparseBytes()).isEqualTo(references(16) - references(4));

        CollectionField lists = field(view, "KnownFigures.LISTS[]", "java.util.ArrayList");
        assertThat(lists.objects()).isEqualTo(50);
        assertThat(lists.elements()).isEqualTo(1000);
        assertThat(lists.empty()).isZero();
        assertThat(lists.sparse()).isZero();

        assertThat(view.totals().emptyBytes())
                .isGreaterThanOrEqualTo(view.fields().stream()
                        .mapToLong(CollectionField::emptyBytes)
                        .sum());
    }

    private static void collisions(CollectionsView view) {
        assertThat(view.hashedBadly()).anySatisfy(map -> {
            assertThat(map.field()).isEqualTo("KnownFigures.KEPT[]");
            assertThat(map.elements()).isEqualTo(12);
            // A map makes its table longer rather than keep more than eight in a slot, up to 64.
            assertThat(map.slots()).isEqualTo(64);
            assertThat(map.usedSlots()).isEqualTo(1);
        });
        CollectionsView.CollectionClass maps = view.classes().stream()
                .filter(row -> row.className().equals("java.util.HashMap"))
                .findFirst()
                .orElseThrow();
        assertThat(maps.hashed() - maps.usedSlots()).isEqualTo(maps.collided());
        assertThat(maps.inside()).isGreaterThanOrEqualTo(40);
    }

    private static void arrays(CollectionsView view) {
        ArrayClass doubles = array(view, "double[]");
        // The JDK has a few of its own, of other lengths. Of 256 to 511 elements.
        assertThat(doubles.objectsByLength().get(9)).isEqualTo(9);
        assertThat(doubles.zero()).isEqualTo(9);
        assertThat(doubles.constantBytes()).isEqualTo(9 * aligned(16 + 333 * 8));
        assertThat(doubles.duplicates()).isEqualTo(8);
        assertThat(doubles.duplicateBytes()).isEqualTo(8 * aligned(16 + 333 * 8));
        ArrayClass shorts = array(view, "short[]");
        assertThat(shorts.constantBytes()).isBetween(9 * aligned(16 + 501 * 2), 9 * aligned(16 + 501 * 2) + 500);
        assertThat(shorts.duplicateBytes()).isGreaterThanOrEqualTo(8 * aligned(16 + 501 * 2));
        ArrayClass longs = array(view, "long[]");
        // The JDK has some small ones.
        long large = 0;
        for (int i = 0; i < 9; i++) {
            large += aligned(16 + 8L * (20_000 + i));
        }
        assertThat(longs.constantBytes()).isBetween(large, large + 10_000);
        ArrayClass floats = array(view, "float[]");
        // The first one ends in zero as well.
        assertThat(floats.constant()).isEqualTo(1);
        assertThat(floats.duplicates()).isZero();
        assertThat(view.arrays().duplicates())
                .anySatisfy(same -> {
                    assertThat(same.className()).isEqualTo("int[]");
                    assertThat(same.length()).isEqualTo(150);
                    assertThat(same.copies()).isEqualTo(12);
                    assertThat(same.bytes()).isEqualTo(11 * aligned(16 + 150 * 4));
                })
                .anySatisfy(same -> {
                    assertThat(same.className()).isEqualTo("char[]");
                    assertThat(same.copies()).isEqualTo(4);
                    assertThat(same.bytes()).isEqualTo(3 * aligned(16 + 90_000 * 2));
                });
    }

    private static void objectArrays(CollectionsView view) {
        ArrayClass cells = array(view, IN + "Cell[]");
        assertThat(cells.objects()).isEqualTo(9);
        assertThat(cells.objectsByLength()).isEqualTo(List.of(3L, 0L, 3L, 0L, 0L, 0L, 3L));
        assertThat(cells.sparse()).isEqualTo(3);
        assertThat(cells.sparseBytes()).isEqualTo(3 * 38 * 4);
    }

    private static void numbers(CollectionsView view) {
        BoxedClass shorts = boxed(view, "java.lang.Short");
        assertThat(shorts.objects() - shorts.cached()).isEqualTo(1010);
        assertThat(shorts.cached()).isEqualTo(256);
        assertThat(shorts.cacheable()).isEqualTo(10);
        assertThat(shorts.duplicates()).isEqualTo(500 + 10);
        assertThat(shorts.duplicateBytes()).isEqualTo(510 * 16);
        BoxedClass characters = boxed(view, "java.lang.Character");
        assertThat(characters.cacheable()).isEqualTo(30);
        assertThat(characters.cached()).isEqualTo(128);
    }

    private static void overhead(CollectionsView view) {
        assertThat(view.overhead().headerBytes()).isPositive();
        // Twelve bytes of header, ten of fields, two of padding; the class is too small to be told by itself.
        CollectionsView.OverheadClass strings = view.overhead().classes().stream()
                .filter(row -> row.className().equals("java.lang.String"))
                .findFirst()
                .orElseThrow();
        // Of 24 bytes, 12 are the header, 4 the array's reference, 4 the hash, 1 each the coder and whether it is zero.
        assertThat(strings.headerBytes()).isEqualTo(12 * strings.objects());
        assertThat(strings.paddingBytes()).isEqualTo(2 * strings.objects());
        assertThat(view.overhead().classes())
                .allSatisfy(row ->
                        assertThat(row.headerBytes() + row.paddingBytes()).isLessThanOrEqualTo(row.bytes()));
    }

    private static void strings(StringsView view) {
        StringsView.StringCopies plain = copies(view, 777);
        assertThat(plain.strings()).isEqualTo(60);
        assertThat(plain.arrays()).isEqualTo(60);
        assertThat(plain.bytes()).isEqualTo(59 * (STRING + aligned(16 + 777)));
        assertThat(plain.value()).isEqualTo("q".repeat(80) + "…");
        assertThat(copies(view, 991).arrays()).isEqualTo(1);
        assertThat(view.sharing()).isGreaterThanOrEqualTo(5);
        assertThat(view.sharedArrays()).isPositive();
        assertThat(view.latin1Strings()).isEqualTo(7);
        assertThat(view.latin1Bytes()).isEqualTo(7 * (aligned(16 + 2000) - aligned(16 + 1000)));
        assertThat(view.utf16Strings()).isGreaterThanOrEqualTo(8);
        StringsView.LongString longest = view.longest().getFirst();
        assertThat(longest.characters()).isEqualTo(500_000);
        assertThat(longest.bytes()).isEqualTo(aligned(16 + 500_000));
        assertThat(longest.strings()).isEqualTo(1);
        assertThat(view.longest()).anySatisfy(wide -> {
            assertThat(wide.characters()).isEqualTo(1234);
            assertThat(requireNonNull(wide.value())).startsWith("\u4e00\u4e00").hasSize(81);
        });
        assertThat(view.bytes()).isEqualTo(view.strings() * STRING + view.arrayBytes());
        assertThat(view.share()).isBetween(0.01, 1.0);
    }

    private static void hidden(StringsView view) {
        assertThat(view.duplicates()).allSatisfy(one -> assertThat(one.value()).isNull());
        assertThat(view.longest()).allSatisfy(one -> assertThat(one.value()).isNull());
    }

    private static void references(ReferencesView view) {
        ReferencesView.ReferenceClass soft = reference(view, IN + "CacheSlot");
        assertThat(soft.kind()).isEqualTo("soft");
        assertThat(soft.objects()).isEqualTo(31);
        assertThat(soft.cleared()).isEqualTo(6);
        assertThat(soft.onlyReferents()).isEqualTo(25);
        assertThat(soft.onlyBytes()).isEqualTo(25 * (16 + aligned(16 + 10_000)));
        assertThat(view.kinds().getFirst().onlyBytes()).isGreaterThanOrEqualTo(soft.onlyBytes());
        ReferencesView.ReferenceClass weak = reference(view, IN + "Mark");
        assertThat(weak.objects()).isEqualTo(25);
        assertThat(weak.cleared()).isEqualTo(8);
        assertThat(weak.queued()).isEqualTo(8);
        assertThat(weak.onlyBytes()).isZero();
        assertThat(reference(view, IN + "Ghost").objects()).isEqualTo(4);
        assertThat(view.queues()).anySatisfy(queue -> {
            assertThat(queue.pending()).isEqualTo(8);
            assertThat(queue.heldBy()).isEqualTo("KnownFigures");
        });
        assertThat(view.cleaners().registered()).isPositive();
    }

    private static CollectionField field(CollectionsView view, String field, String className) {
        return view.fields().stream()
                .filter(row -> row.field().equals(field) && row.className().equals(className))
                .findFirst()
                .orElseThrow(() -> new AssertionError(field + " is none of " + view.fields()));
    }

    private static ArrayClass array(CollectionsView view, String className) {
        return view.arrays().classes().stream()
                .filter(row -> row.className().equals(className))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        className + " is none of " + view.arrays().classes()));
    }

    private static BoxedClass boxed(CollectionsView view, String className) {
        return view.boxed().stream()
                .filter(row -> row.className().equals(className))
                .findFirst()
                .orElseThrow();
    }

    private static StringsView.StringCopies copies(StringsView view, long characters) {
        return view.duplicates().stream()
                .filter(row -> row.characters() == characters)
                .findFirst()
                .orElseThrow();
    }

    private static ReferencesView.ReferenceClass reference(ReferencesView view, String className) {
        return view.classes().stream()
                .filter(row -> row.className().equals(className))
                .findFirst()
                .orElseThrow(() -> new AssertionError(className + " is none of " + view.classes()));
    }

    private static long references(long length) {
        return aligned(16 + 4 * length);
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & -8L;
    }
}
