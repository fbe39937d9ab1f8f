package dev.holdup.analysis.views;

import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.dominators.LabelRetention;
import dev.holdup.analysis.dominators.TreeFacts;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapClasses.OfClass;
import dev.holdup.analysis.findings.HeapClasses.OfComponent;
import dev.holdup.analysis.findings.HeapClasses.OfLoader;
import dev.holdup.analysis.findings.HeapClasses.OfPackage;
import dev.holdup.analysis.findings.HeapClasses.SizeRange;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The view `classes`: what is reachable by class, package, class loader and component.
public final class ClassesView {
    private static final int MOST_CLASSES = 300;
    private static final int MOST_PACKAGES = 150;
    private static final int MOST_LOADERS = 100;
    private static final int MOST_COMPONENTS = 100;
    private static final int CLASSES_WITH_SIZES = 20;

    private final HeapGraph heap;
    private final ClassRetention classes;
    private final HeapLabels labels;
    private final int[] sizesOf;
    private final @Nullable LabelRetention exact;

    /// Classes, objects and bytes of a package, loader or component.
    private static final class Sum {
        long classes;
        long objects;
        long bytes;
        long loaders;
    }

    private ClassesView(HeapLabels labels, ClassRetention classes, @Nullable LabelRetention exact) {
        this.heap = labels.heap;
        this.classes = classes;
        this.labels = labels;
        this.sizesOf = sizesOf(heap, classes);
        this.exact = exact;
    }

    /// What the look at every object is to tell for the view.
    ///
    /// @param ways that were found
    public static TreeFacts.LabelsAsked asked(ClassWays ways, ClassRetention classes) {
        return new TreeFacts.LabelsAsked(ways.found(), sizesOf(ways.labels().heap, classes));
    }

    /// @param exact null if it would have taken too much memory
    public static HeapClasses of(
            ClassWays ways, ClassRetention classes, @Nullable LabelRetention exact, Detail detail) {
        return new ClassesView(ways.labels(), classes, exact).told(detail);
    }

    private static int[] sizesOf(HeapGraph heap, ClassRetention classes) {
        return IntStream.range(0, heap.classes().size())
                .filter(c -> heap.classes().get(c).isArray() && classes.shallowByClass()[c] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(c -> classes.shallowByClass()[c])
                        .reversed())
                .limit(CLASSES_WITH_SIZES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private HeapClasses told(Detail detail) {
        List<OfClass> rows = classRows();
        List<OfPackage> packages = packageRows();
        List<OfLoader> loaders = loaderRows();
        List<OfComponent> components = componentRows();
        return new HeapClasses(
                saying(rows),
                exact != null,
                capped(rows, detail.scaled(MOST_CLASSES)),
                leftOut(rows, detail.scaled(MOST_CLASSES)),
                capped(packages, detail.scaled(MOST_PACKAGES)),
                leftOut(packages, detail.scaled(MOST_PACKAGES)),
                capped(loaders, detail.scaled(MOST_LOADERS)),
                leftOut(loaders, detail.scaled(MOST_LOADERS)),
                capped(components, detail.scaled(MOST_COMPONENTS)),
                leftOut(components, detail.scaled(MOST_COMPONENTS)));
    }

    private List<OfClass> classRows() {
        List<OfClass> rows = new ArrayList<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            if (classes.objectsByClass()[i] > 0) {
                LabelRetention known = exact;
                rows.add(new OfClass(
                        heap.classes().get(i).name(),
                        labels.loaders.loaders.get(labels.loaders.of(i)).text(),
                        classes.objectsByClass()[i],
                        classes.shallowByClass()[i],
                        known == null ? classes.retainedByClass()[i] : known.bytesByLabel()[i],
                        known == null ? null : known.objectsByLabel()[i],
                        sizes(i)));
            }
        }
        rows.sort(Comparator.comparingLong(OfClass::retainedBytes)
                .reversed()
                .thenComparing(OfClass::className)
                .thenComparing(OfClass::loader)
                .thenComparingLong(OfClass::objects));
        return rows;
    }

    private List<SizeRange> sizes(int classIndex) {
        List<SizeRange> ranges = new ArrayList<>();
        for (int asked = 0; exact != null && asked < sizesOf.length; asked++) {
            long[] objects = exact.objectsBySize()[asked];
            for (int range = 0; sizesOf[asked] == classIndex && range < objects.length; range++) {
                if (objects[range] > 0) {
                    ranges.add(new SizeRange(1L << (range + 3), objects[range]));
                }
            }
        }
        return List.copyOf(ranges);
    }

    private List<OfPackage> packageRows() {
        Sum[] sums = sums(labels.packages.size(), labels::packageOf);
        List<OfPackage> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            if (sums[i].objects > 0) {
                rows.add(new OfPackage(
                        labels.packages.get(i),
                        sums[i].classes,
                        sums[i].objects,
                        sums[i].bytes,
                        retained(labels.ofPackage(i))));
            }
        }
        rows.sort(byRetained(OfPackage::retainedBytes, OfPackage::shallowBytes).thenComparing(OfPackage::packageName));
        return rows;
    }

    private List<OfLoader> loaderRows() {
        Sum[] sums = sums(labels.loaders.loaders.size(), labels.loaders::of);
        List<OfLoader> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            Loaders.Loader loader = labels.loaders.loaders.get(i);
            rows.add(new OfLoader(
                    loader.text(),
                    i == Loaders.BOOT ? null : "0x" + Long.toHexString(loader.address()),
                    sums[i].classes,
                    sums[i].objects,
                    sums[i].bytes,
                    retained(labels.ofLoader(i))));
        }
        rows.sort(byRetained(OfLoader::retainedBytes, OfLoader::shallowBytes)
                .thenComparing(OfLoader::loader)
                .thenComparing(loader -> Objects.requireNonNullElse(loader.address(), "")));
        return rows;
    }

    private List<OfComponent> componentRows() {
        List<Loaders.Loader> loaders = labels.loaders.loaders;
        Sum[] sums = sums(
                labels.loaders.components.size(),
                c -> loaders.get(labels.loaders.of(c)).component());
        loaders.stream()
                .filter(loader -> loader.component() >= 0)
                .forEach(loader -> sums[loader.component()].loaders++);
        List<OfComponent> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            Loaders.Component component = labels.loaders.components.get(i);
            rows.add(new OfComponent(
                    component.kind(),
                    component.name(),
                    component.knownBy(),
                    sums[i].loaders,
                    sums[i].classes,
                    sums[i].objects,
                    sums[i].bytes,
                    retained(labels.ofComponent(i))));
        }
        rows.sort(byRetained(OfComponent::retainedBytes, OfComponent::shallowBytes)
                .thenComparing(OfComponent::kind)
                .thenComparing(OfComponent::name));
        return rows;
    }

    private Sum[] sums(int size, java.util.function.IntUnaryOperator numberByClass) {
        Sum[] sums = new Sum[size];
        Arrays.setAll(sums, i -> new Sum());
        for (int c = 0; c < heap.classes().size(); c++) {
            int number = numberByClass.applyAsInt(c);
            if (number >= 0) {
                sums[number].classes += heap.classes().get(c).classRecord() == null ? 0 : 1;
                sums[number].objects += classes.objectsByClass()[c];
                sums[number].bytes += classes.shallowByClass()[c];
            }
        }
        return sums;
    }

    private @Nullable Long retained(int label) {
        LabelRetention known = exact;
        return known == null ? null : (Long) known.bytesByLabel()[label];
    }

    private static <R> Comparator<R> byRetained(
            java.util.function.Function<R, @Nullable Long> retained, ToLongFunction<R> shallow) {
        return Comparator.<R>comparingLong(row -> {
                    Long its = retained.apply(row);
                    return its == null ? shallow.applyAsLong(row) : its;
                })
                .reversed();
    }

    private static <R> List<R> capped(List<R> rows, int cap) {
        return List.copyOf(rows.subList(0, Math.min(cap, rows.size())));
    }

    private static long leftOut(List<?> rows, int cap) {
        return Math.max(0, rows.size() - cap);
    }

    /// Of what is not the JDK's own, whatever keeps the most: strings and arrays are first in any heap.
    private static String saying(List<OfClass> rows) {
        OfClass largest = rows.stream()
                .max(Comparator.comparingLong(OfClass::shallowBytes))
                .orElse(null);
        if (largest == null) {
            return "Nothing is reachable.";
        }
        String takes = largest.className() + " takes the most by itself: " + ByteFormat.bytes(largest.shallowBytes())
                + " in " + CountFormat.counted(largest.objects(), "object");
        return rows.stream()
                .filter(row -> !isOfJdk(row.className()))
                .findFirst()
                .map(row -> takes + "; of what is not the JDK's own, all " + row.className()
                        + " together keep the most: " + ByteFormat.bytes(row.retainedBytes()) + ".")
                .orElse(takes + ".");
    }

    private static boolean isOfJdk(String className) {
        return className.indexOf('.') < 0
                || className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}
