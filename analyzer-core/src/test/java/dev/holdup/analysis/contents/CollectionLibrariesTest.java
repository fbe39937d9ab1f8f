package dev.holdup.analysis.contents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.Heaps;
import dev.holdup.analysis.rules.CollectionDescription;
import dev.holdup.analysis.rules.CollectionKind;
import dev.holdup.analysis.rules.CollectionSize;
import dev.holdup.analysis.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sizes of collections by the built-in descriptions, against what the libraries themselves made on real JVMs: of each
/// class that is described some are there, and all are sized exactly.
class CollectionLibrariesTest {
    private static final Path JARS = Path.of("target/collection-libraries");
    private static final String KEPT = "CollectionsProgram.KEPT[]";
    private static final List<CollectionDescription> BOOK = RuleBook.builtIn().collections();

    private static final CollectionSize NOTHING =
            new CollectionSize(List.of(new CollectionSize.Term(false, new CollectionSize.Constant(0))));

    /// Descriptions by which some collection was sized.
    private final Set<CollectionDescription> used = new HashSet<>();

    @TempDir
    private Path folder;

    @Test
    void everyDescriptionSizesRealCollectionsExactly() throws Exception {
        Path jdk25 = ChildHeap.jdk(25);
        Path jdk17 = ChildHeap.jdk(17);
        check(jdk25, List.of(), "JdkCollections");
        check(jdk17, List.of(), "JdkCollections");
        check(
                jdk25,
                jars("guava", "failureaccess", "caffeine", "fastutil", "hppc", "core", "eclipse-collections"),
                "GuavaCollections",
                "PrimitiveCollections",
                "EclipseCollections");
        check(
                jdk25,
                jars("scala-library-2.13", "kotlin-stdlib-2", "kotlinx-collections"),
                "Scala213",
                "KotlinCollections");
        check(
                jdk17,
                jars("scala-library-2.12", "kotlin-stdlib-1.8", "kotlinx-collections"),
                "Scala212",
                "KotlinCollections");

        assertThat(BOOK.stream()
                        .filter(description -> !used.contains(description))
                        .map(description -> description.className() + " " + description.versions())
                        .toList())
                .as("descriptions that no collection was sized by")
                .isEmpty();
    }

    private void check(Path javaHome, List<Path> jars, String... makers) throws Exception {
        Path its = Files.createTempDirectory(folder, "heap");
        Path dump = ChildHeap.collections(javaHome, its, jars, makers);
        try (Heaps.OpenHeap heap = Heaps.open(dump)) {
            ThreadGrouping none = new ThreadGrouping(ungrouped(heap.graph()), new int[0], 0);
            DominatorTree tree = DominatorTree.of(heap.graph(), none, done -> {});
            ContentsSearch search = ContentsSearch.of(
                    heap.graph(), tree, new ContentsAsked(BOOK, ViewName.all(), false, Detail.NORMAL));
            Map<String, FieldTally> tallies = search.collectionsByField().stream()
                    .filter(tally -> tally.field().equals(KEPT))
                    .collect(Collectors.toMap(
                            tally -> heap.graph()
                                    .classes()
                                    .get(tally.classIndex())
                                    .name(),
                            tally -> tally));

            Map<String, String> expected = new TreeMap<>();
            Map<String, String> found = new TreeMap<>();
            for (String line : Files.readAllLines(its.resolve("expected.txt"))) {
                String[] columns = line.split("\t", -1);
                expected.put(columns[0], columns[1] + " with " + columns[2]);
                FieldTally tally = tallies.get(columns[0]);
                found.put(
                        columns[0],
                        tally == null
                                ? "none"
                                : tally.objects() + " with " + tally.figures().elements
                                        + (tally.figures().unknown > 0 ? " and unknown ones" : ""));
            }
            assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(found).hasSizeGreaterThan(30);
            noteUsed(heap.graph(), expected.keySet());
        }
    }

    /// Those of the classes that were checked, of the parts that these consist of, and of what is always empty.
    private void noteUsed(HeapGraph heap, Set<String> checked) {
        DescribedClasses described = new DescribedClasses(heap, BOOK);
        for (int c = 0; c < heap.classes().size(); c++) {
            DescribedClass its = described.of(c);
            if (its != null
                    && (its.description.kind() == CollectionKind.PART
                            || its.description.size().equals(NOTHING)
                            || checked.contains(heap.classes().get(c).name()))) {
                used.add(its.description);
            }
        }
    }

    private static int[] ungrouped(HeapGraph heap) {
        int[] groupByThread = new int[heap.threads().size()];
        Arrays.fill(groupByThread, -1);
        return groupByThread;
    }

    private static List<Path> jars(String... names) throws Exception {
        try (Stream<Path> jars = Files.list(JARS)) {
            return jars.filter(jar -> Arrays.stream(names)
                            .anyMatch(name ->
                                    requireNonNull(jar.getFileName()).toString().startsWith(name)))
                    .sorted()
                    .toList();
        }
    }
}
