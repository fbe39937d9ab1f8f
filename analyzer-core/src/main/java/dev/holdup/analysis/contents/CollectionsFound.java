package dev.holdup.analysis.contents;

import dev.holdup.analysis.contents.CollectionTally.Named;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.CollectionsView.CollectionClass;
import dev.holdup.analysis.findings.CollectionsView.CollectionField;
import dev.holdup.analysis.findings.CollectionsView.CollectionNamed;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The tallies of collections, arrays and boxed numbers as rows of a report.
final class CollectionsFound {
    private static final int MOST_CLASSES = 100;
    private static final int MOST_FIELDS = 60;

    private final HeapGraph heap;
    private final CollectionTally tally;
    private final Duplicates duplicates;

    CollectionsFound(HeapGraph heap, CollectionTally tally, Duplicates duplicates) {
        this.heap = heap;
        this.duplicates = duplicates;
        this.tally = tally;
    }

    CollectionsView view(
            ArraysFound arrays, List<CollectionsView.BoxedClass> boxed, RetainedFacts facts, Detail detail) {
        CollectionFigures all = tally.all;
        List<CollectionClass> classes = classes();
        List<CollectionField> fields = fields();
        int mostClasses = detail.scaled(MOST_CLASSES);
        int mostFields = detail.scaled(MOST_FIELDS);
        CollectionsView.ArraysSeen seen = arrays.seen(facts.classes().shallowByClass(), duplicates, detail);
        CollectionsView.OverheadSeen overhead = new OverheadFound(heap, facts, arrays).seen(detail);
        return new CollectionsView(
                saying(all, fields),
                new CollectionsView.CollectionTotals(
                        all.objects,
                        all.elements,
                        all.unknown,
                        all.empty,
                        all.emptyBytes,
                        all.sparse,
                        all.sparseBytes,
                        all.hashed,
                        all.collided,
                        tally.hashedBadly),
                first(classes, mostClasses),
                Math.max(0, classes.size() - mostClasses),
                first(fields, mostFields),
                Math.max(0, fields.size() - mostFields),
                named(tally.largest),
                named(tally.collided),
                seen,
                boxed,
                overhead);
    }

    static <T> List<T> first(List<T> all, int most) {
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private List<CollectionClass> classes() {
        List<CollectionClass> rows = new ArrayList<>();
        for (int c = 0; c < tally.byClass.length; c++) {
            CollectionFigures figures = tally.byClass[c];
            if (figures.objects + tally.insideByClass[c] > 0) {
                rows.add(row(heap.classes().get(c), figures, tally.insideByClass[c]));
            }
        }
        rows.sort(Comparator.comparingLong((CollectionClass row) -> row.emptyBytes() + row.sparseBytes())
                .thenComparingLong(row -> row.objects() + row.inside())
                .reversed()
                .thenComparing(CollectionClass::className));
        return rows;
    }

    private CollectionClass row(HeapClass heapClass, CollectionFigures figures, long inside) {
        DescribedClass described = tally.describedOf(heapClass.classIndex());
        return new CollectionClass(
                heapClass.name(),
                described == null ? "" : described.description.kind().name().toLowerCase(Locale.ROOT),
                figures.objects,
                inside,
                figures.elements,
                figures.slots,
                Arrays.stream(figures.objectsByFill).boxed().toList(),
                figures.unknown,
                figures.empty,
                figures.emptyBytes,
                figures.sparse,
                figures.sparseBytes,
                figures.hashed,
                figures.usedSlots,
                figures.collided);
    }

    private List<CollectionField> fields() {
        List<CollectionField> rows = new ArrayList<>();
        for (FieldTally field : tally.fields()) {
            CollectionFigures figures = field.figures();
            rows.add(new CollectionField(
                    field.field(),
                    heap.classes().get(field.classIndex()).name(),
                    figures.objects,
                    figures.elements,
                    Math.max(0, field.largest()[0].size()),
                    figures.empty,
                    figures.emptyBytes,
                    figures.sparse,
                    figures.sparseBytes));
        }
        rows.sort(Comparator.comparingLong((CollectionField row) -> row.emptyBytes() + row.sparseBytes())
                .thenComparingLong(CollectionField::objects)
                .reversed()
                .thenComparing(CollectionField::field)
                .thenComparing(CollectionField::className));
        return rows;
    }

    private List<CollectionNamed> named(Foremost<Named> foremost) {
        return foremost.list().stream()
                .map(one -> new CollectionNamed(
                        heap.classOf(one.object()).name(),
                        "0x" + Long.toHexString(heap.objects().addressOf(one.object())),
                        one.size(),
                        one.slots() < 0 ? null : one.slots(),
                        one.usedSlots() < 0 ? null : one.usedSlots(),
                        tally.retainedBytes(one.object()),
                        one.field()))
                .toList();
    }

    private static String saying(CollectionFigures all, List<CollectionField> fields) {
        if (all.objects == 0) {
            return "The heap has no collections of a class that is known.";
        }
        String opening =
                "Of " + CountFormat.count(all.objects) + " collections " + CountFormat.count(all.empty) + " are empty";
        String lost = all.lostBytes() == 0
                ? ", and none has an array that is much too large."
                : " and take " + ByteFormat.bytes(all.emptyBytes) + ", and " + CountFormat.count(all.sparse)
                        + " have arrays more than twice as large as they need: "
                        + ByteFormat.bytes(all.sparseBytes) + " too much.";
        CollectionField worst = fields.isEmpty() ? null : fields.getFirst();
        if (worst == null || all.lostBytes() == 0 || worst.emptyBytes() + worst.sparseBytes() == 0) {
            return opening + lost;
        }
        return opening
                + lost
                + " The largest part is held by " + worst.field() + ": "
                + ByteFormat.bytes(worst.emptyBytes() + worst.sparseBytes()) + ".";
    }
}
