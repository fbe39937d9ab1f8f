package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.FieldFact;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.kept.KeptClass;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.ObjectRange;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Classes, found by a part of their name, and one of them.
final class Classes {
    private static final int MOST_SUBCLASSES = 200;
    private static final int MOST_FIELDS = 1000;

    private final KeptHeap heap;
    private final Named named;
    private final References references;

    Classes(Named named, References references) {
        this.named = named;
        this.heap = named.heap();
        this.references = references;
    }

    /// How classes are ordered, as in the interface.
    enum Order {
        RETAINED,
        SHALLOW,
        INSTANCES,
        NAME
    }

    /// @param index by which it is asked for
    /// @param instances reachable ones
    /// @param retainedBytes what they retain together
    record Row(
            int index,
            String className,
            long instances,
            long shallowBytes,
            long retainedBytes,
            long unreachableInstances) {}

    record Declared(String name, String type) {}

    record Other(int index, String className) {}

    /// @param loader null for the boot loader
    /// @param statics without values
    record Facts(
            Row figures,
            @Nullable ObjectRef classObject,
            @Nullable ObjectRef loader,
            @Nullable Other superclass,
            List<Other> subclasses,
            List<FieldFact> statics,
            List<Declared> declared) {}

    Slice<Row> named(String part, Order order, Window window) {
        String sought = part.toLowerCase(Locale.ROOT);
        List<Row> rows = IntStream.range(0, heap.classCount())
                .filter(c -> sought.isEmpty()
                        || heap.classAt(c).name().toLowerCase(Locale.ROOT).contains(sought))
                .mapToObj(this::row)
                .sorted(by(order).thenComparing(Row::className).thenComparingInt(Row::index))
                .toList();
        return Slice.of(rows.size(), window, i -> rows.get((int) i));
    }

    private static Comparator<Row> by(Order order) {
        return switch (order) {
            case RETAINED -> Comparator.comparingLong(Row::retainedBytes).reversed();
            case SHALLOW -> Comparator.comparingLong(Row::shallowBytes).reversed();
            case INSTANCES -> Comparator.comparingLong(Row::instances).reversed();
            case NAME -> Comparator.comparing(Row::className);
        };
    }

    private Row row(int c) {
        KeptHeap.ClassFigures figures = heap.figuresOf(c);
        return new Row(
                c,
                Named.cut(heap.classAt(c).name()),
                figures.instances(),
                figures.shallowBytes(),
                figures.retainedBytes(),
                figures.unreachableInstances());
    }

    Facts of(int classIndex) throws NothingThere {
        check(classIndex);
        KeptClass its = heap.classAt(classIndex);
        return new Facts(
                row(classIndex),
                its.objectIndex() < 0 ? null : named.ref(its.objectIndex()),
                heap.indexOf(its.loaderId()) < 0 ? null : named.at(its.loaderId()),
                its.superclass() < 0 ? null : other(its.superclass()),
                IntStream.range(0, heap.classCount())
                        .filter(c -> heap.classAt(c).superclass() == classIndex)
                        .limit(MOST_SUBCLASSES)
                        .mapToObj(this::other)
                        .toList(),
                references.staticsOf(its),
                its.declared().stream()
                        .limit(MOST_FIELDS)
                        .map(field -> new Declared(
                                Named.cut(field.name()), field.type().javaName()))
                        .toList());
    }

    private Other other(int classIndex) {
        return new Other(classIndex, Named.cut(heap.classAt(classIndex).name()));
    }

    /// The one that retains most first.
    Slice<ObjectRef> instances(int classIndex, Window window) throws NothingThere {
        check(classIndex);
        ObjectRange instances = heap.instancesOf(classIndex);
        return Slice.of(instances.size(), window, i -> named.ref(instances.at(i)));
    }

    private void check(int classIndex) throws NothingThere {
        if (classIndex < 0 || classIndex >= heap.classCount()) {
            throw new NothingThere("There is no such class: ask for classes by a part of their name.");
        }
    }
}
