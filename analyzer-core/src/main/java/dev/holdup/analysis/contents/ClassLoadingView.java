package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.JvmLoaders;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapClassLoading.DuplicateClass;
import dev.holdup.analysis.findings.HeapClassLoading.Generated;
import dev.holdup.analysis.findings.HeapClassLoading.LoadedBy;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The view of class loading: which classes are there more than once, what loaders keep and are kept by, and what was
/// made while the program ran.
final class ClassLoadingView {
    private static final int MOST = 100;
    private static final int MOST_LOADERS = 50;
    /// Of how many loaders what keeps them is sought.
    private static final int MOST_KEEPERS = 50;

    private static final int MOST_LOADER_CLASSES = 4;
    private static final long BOOT = 0;

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final long[] objectsByClass;
    private final LoaderKeepers keepers;
    private final boolean showValues;
    private final Map<Long, List<HeapClass>> classesByLoader = new TreeMap<>();

    /// @param objectsByClass reachable ones, by class index
    /// @param showValues whether names of loaders, which are text of the heap, are shown
    ClassLoadingView(
            HeapGraph heap, DominatorTree tree, long[] objectsByClass, LoaderKeepers keepers, boolean showValues) {
        this.showValues = showValues;
        this.heap = heap;
        this.tree = tree;
        this.objectsByClass = objectsByClass;
        this.keepers = keepers;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (!heapClass.isArray() && heapClass.classRecord() != null && heapClass.objectIndex() >= 0) {
                classesByLoader
                        .computeIfAbsent(heapClass.loaderId(), fresh -> new ArrayList<>())
                        .add(heapClass);
            }
        }
    }

    HeapClassLoading view(Detail detail) {
        int most = detail.scaled(MOST);
        long classes = classesByLoader.values().stream().mapToLong(List::size).sum();
        List<DuplicateClass> duplicates = duplicates();
        List<LoadedBy> loaders = byLoader(detail.scaled(MOST_LOADERS));
        List<Generated> generated = new GeneratedClasses(heap, tree, objectsByClass).find();
        long surplus = duplicates.stream().mapToLong(one -> one.loaders() - 1).sum();
        return new HeapClassLoading(
                saying(classes, duplicates, surplus, generated),
                classes,
                classesByLoader.size(),
                emptyLoaders(),
                duplicates.size(),
                surplus,
                List.copyOf(duplicates.subList(0, Math.min(most, duplicates.size()))),
                Math.max(0, duplicates.size() - most),
                loaders,
                classesByLoader.size() - loaders.size(),
                generated);
    }

    private String saying(long classes, List<DuplicateClass> duplicates, long surplus, List<Generated> generated) {
        long made = generated.stream().mapToLong(Generated::classes).sum();
        long duplicated =
                duplicates.stream().mapToLong(DuplicateClass::retainedBytes).sum();
        return CountFormat.counted(classesByLoader.size(), "class loader")
                + (classesByLoader.size() == 1 ? " has " : " have ")
                + CountFormat.counted(classes, "class") + "; "
                + (duplicates.isEmpty()
                        ? "none is there twice"
                        : CountFormat.counted(duplicates.size(), "name") + (duplicates.size() == 1 ? " is" : " are")
                                + " there more than once, " + CountFormat.counted(surplus, "class")
                                + " too many, and keep " + ByteFormat.bytes(duplicated))
                + "; "
                + (generated.isEmpty()
                        ? "none was made while the program ran."
                        : CountFormat.count(made) + (made == 1 ? " was" : " were")
                                + " made while the program ran, most of them "
                                + generated.getFirst().origin() + ".");
    }

    /// Of names that two loaders or more have, the one whose classes keep the most first.
    private List<DuplicateClass> duplicates() {
        Map<String, List<HeapClass>> byName = new TreeMap<>();
        classesByLoader
                .values()
                .forEach(all ->
                        all.forEach(heapClass -> byName.computeIfAbsent(heapClass.name(), fresh -> new ArrayList<>())
                                .add(heapClass)));
        List<DuplicateClass> found = new ArrayList<>();
        byName.forEach((name, all) -> {
            long loaders = all.stream().map(HeapClass::loaderId).distinct().count();
            if (loaders > 1 && !GeneratedClasses.isGenerated(all.getFirst())) {
                found.add(duplicate(name, all, loaders));
            }
        });
        found.sort(Comparator.comparingLong(DuplicateClass::retainedBytes)
                .reversed()
                .thenComparing(DuplicateClass::className));
        return found;
    }

    private DuplicateClass duplicate(String name, List<HeapClass> all, long loaders) {
        long objects = 0;
        long bytes = 0;
        Map<String, Long> loadersByClass = new TreeMap<>();
        for (HeapClass one : all) {
            objects += objectsByClass[one.classIndex()];
            bytes += tree.retainedBytes(one.objectIndex());
            loadersByClass.merge(loaderClass(one.loaderId()), 1L, Long::sum);
        }
        return new DuplicateClass(
                name,
                loaders,
                objects,
                bytes,
                loadersByClass.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_LOADER_CLASSES)
                        .map(entry -> entry.getValue() + " × " + entry.getKey())
                        .toList());
    }

    private String loaderClass(long loaderId) {
        int loader = loaderId == BOOT ? -1 : heap.objects().indexOf(loaderId);
        return loaderId == BOOT
                ? "boot loader"
                : loader < 0 ? "unknown loader" : heap.classOf(loader).name();
    }

    private List<LoadedBy> byLoader(int most) {
        List<LoadedBy> found = new ArrayList<>();
        classesByLoader.forEach((loaderId, classes) -> found.add(row(loaderId, classes)));
        found.sort(Comparator.comparingLong(LoadedBy::retainedBytes)
                .reversed()
                .thenComparing(LoadedBy::className)
                .thenComparing(row -> String.valueOf(row.address())));
        List<LoadedBy> told = new ArrayList<>();
        int keptBy = 0;
        for (LoadedBy row : found.subList(0, Math.min(most, found.size()))) {
            String address = row.address();
            if (address == null || JvmLoaders.contain(row.className()) || keptBy >= MOST_KEEPERS) {
                told.add(row);
            } else {
                told.add(withKeeper(row, address));
                keptBy++;
            }
        }
        return List.copyOf(told);
    }

    private LoadedBy row(long loaderId, List<HeapClass> classes) {
        int loader = loaderId == BOOT ? -1 : heap.objects().indexOf(loaderId);
        Set<Integer> all = new HashSet<>();
        classes.forEach(heapClass -> all.add(heapClass.objectIndex()));
        if (loader >= 0) {
            all.add(loader);
        }
        return new LoadedBy(
                loaderClass(loaderId),
                loaderId == BOOT ? null : "0x" + Long.toHexString(loaderId),
                loaderId == BOOT ? null : name(loaderId),
                classes.size(),
                classes.stream()
                        .mapToLong(heapClass -> objectsByClass[heapClass.classIndex()])
                        .sum(),
                SetRetention.of(tree, all),
                null,
                null,
                List.of());
    }

    private LoadedBy withKeeper(LoadedBy row, String address) {
        int loader = heap.objects().indexOf(Long.parseUnsignedLong(address.substring(2), 16));
        if (loader < 0 || !tree.isReachable(loader)) {
            return row;
        }
        LoaderKeepers.Kept kept = keepers.of(loader).fromLastStatic();
        return new LoadedBy(
                row.className(),
                row.address(),
                row.name(),
                row.classes(),
                row.objects(),
                row.retainedBytes(),
                kept.words(),
                kept.root(),
                kept.path());
    }

    private @Nullable String name(long loaderId) {
        ObjectRecord loader = showValues ? heap.reader().at(loaderId) : null;
        String name = loader == null ? null : heap.reader().text(heap.reader().reference(loader, "name"));
        return name == null || name.isEmpty() ? null : name;
    }

    private long emptyLoaders() {
        long objects = 0;
        for (int c = 0; c < heap.classes().size(); c++) {
            if (heap.classes().get(c).isA("java.lang.ClassLoader")) {
                objects += objectsByClass[c];
            }
        }
        long loaded = classesByLoader.keySet().stream()
                .filter(loader -> loader != BOOT)
                .mapToInt(heap.objects()::indexOf)
                .filter(loader -> loader >= 0 && tree.isReachable(loader))
                .count();
        return Math.max(0, objects - loaded);
    }
}
