package dev.holdup.analysis.contents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same heap in each detail: lists are longer or shorter, and say nothing else.
class DetailOfViewsTest {
    @TempDir
    private static Path folder;

    private static IncidentReport low;
    private static IncidentReport normal;
    private static IncidentReport high;

    @BeforeAll
    static void analyze() throws Exception {
        Path heap = ChildHeap.collections(ChildHeap.jdk(25), folder, List.of(), "KnownFigures");
        low = report(heap, Detail.LOW);
        normal = report(heap, Detail.NORMAL);
        high = report(heap, Detail.HIGH);
    }

    private static IncidentReport report(Path heap, Detail detail) {
        AnalyzerOptions options = new AnalyzerOptions(
                "test", 2, MemoryLimit.ofMachine(), RuleBook.builtIn(), ViewName.all(), false, detail, List.of());
        return switch (new IncidentAnalyzer(options).analyze(List.of(heap), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(var report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static HeapViews views(IncidentReport report) {
        return requireNonNull(report.views());
    }

    @Test
    void aShorterListIsTheBeginningOfALongerOne() throws Exception {
        assertThat(beginnings(views(low), views(normal))).isPositive();
        assertThat(beginnings(views(normal), views(high))).isPositive();
    }

    @Test
    void everyListOfTheViewsOfContentsIsScaled() {
        Map<String, Integer> lows = lengths(low);
        Map<String, Integer> normals = lengths(normal);

        lows.forEach((list, length) -> assertThat(length)
                .as(list)
                .isLessThanOrEqualTo(normals.get(list))
                .isLessThanOrEqualTo(25));
        assertThat(lows.get("longest strings")).isEqualTo(2);
        assertThat(normals.get("longest strings")).isEqualTo(10);
        assertThat(lengths(high).get("longest strings")).isEqualTo(40);
        assertThat(lows.get("array classes")).isEqualTo(15);
        assertThat(lows.get("overhead")).isEqualTo(7);
        assertThat(lows.get("string copies")).isEqualTo(7);
        assertThat(lengths(high).get("string copies")).isBetween(31, 120);
    }

    @Test
    void whatIsShownAndWhatIsLeftOutAreAllThereIs() {
        CollectionsView few = requireNonNull(views(low).collections());
        CollectionsView all = requireNonNull(views(high).collections());

        assertThat(few.classes().size() + few.classesLeftOut())
                .isEqualTo(all.classes().size() + all.classesLeftOut());
        assertThat(few.arrays().classes().size() + few.arrays().classesLeftOut())
                .isEqualTo(all.arrays().classes().size() + all.arrays().classesLeftOut());
        assertThat(few.arrays().duplicates().size() + few.arrays().duplicatesLeftOut())
                .isEqualTo(all.arrays().duplicates().size() + all.arrays().duplicatesLeftOut());
        assertThat(few.overhead().classes().size() + few.overhead().classesLeftOut())
                .isEqualTo(all.overhead().classes().size() + all.overhead().classesLeftOut());
    }

    @Test
    void itChangesNoVerdictAndNoFinding() {
        assertThat(low.verdict()).isEqualTo(normal.verdict()).isEqualTo(high.verdict());
        assertThat(low.findings()).isEqualTo(normal.findings()).isEqualTo(high.findings());
    }

    private static Map<String, Integer> lengths(IncidentReport report) {
        CollectionsView collections = requireNonNull(views(report).collections());
        StringsView strings = requireNonNull(views(report).strings());
        ReferencesView references = requireNonNull(views(report).references());
        Map<String, Integer> lengths = new TreeMap<>();
        lengths.put("classes", collections.classes().size());
        lengths.put("fields", collections.fields().size());
        lengths.put("largest", collections.largest().size());
        lengths.put("array classes", collections.arrays().classes().size());
        lengths.put("array copies", collections.arrays().duplicates().size());
        lengths.put("overhead", collections.overhead().classes().size());
        lengths.put("reference classes", references.classes().size());
        lengths.put("string copies", strings.duplicates().size());
        lengths.put("longest strings", strings.longest().size());
        return lengths;
    }

    /// Lists that are shorter in the first of two records, and begin the list of the second one.
    private static int beginnings(Object less, Object more) throws ReflectiveOperationException {
        int found = 0;
        for (RecordComponent component : less.getClass().getRecordComponents()) {
            Object its = component.getAccessor().invoke(less);
            Object other = component.getAccessor().invoke(more);
            if (its instanceof List<?> list) {
                List<?> whole = new ArrayList<>((List<?>) requireNonNull(other));
                assertThat(list.size()).as(component.toString()).isLessThanOrEqualTo(whole.size());
                assertThat(list).as(component.toString()).isEqualTo(whole.subList(0, list.size()));
                found += list.size() < whole.size() ? 1 : 0;
            } else if (its instanceof Record record) {
                found += beginnings(record, requireNonNull(other));
            }
        }
        return found;
    }
}
