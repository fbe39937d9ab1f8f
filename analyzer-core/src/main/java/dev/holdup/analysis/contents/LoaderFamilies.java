package dev.holdup.analysis.contents;

import dev.holdup.analysis.contents.HeapContents.LoaderFamily;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Class loaders of one kind that loaded the same classes: several instances of one application or plug-in.
///
/// The same application: the classes of the one that loaded fewer are, by half or more, among the other's, and all
/// their packages are. So two applications that bring the same libraries along are told apart by their own packages.
final class LoaderFamilies {
    private static final int MOST_LOADERS = 2_000;
    private static final int MOST_FAMILIES = 10;
    private static final int MOST_TOLD = 20;
    private static final int MOST_EXAMPLES = 3;
    /// Segments of a class's name that tell whose it is.
    private static final int PACKAGE_SEGMENTS = 3;

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final LoaderKeepers keepers;
    private final Kinship kinship;

    /// @param classes that it loaded
    private record Loaded(int loader, List<HeapClass> classes, Set<String> names, Set<String> packages) {
        boolean isOfOneApplicationWith(Loaded other) {
            Loaded fewer = names.size() <= other.names.size() ? this : other;
            Loaded more = fewer == this ? other : this;
            long shared = fewer.names.stream().filter(more.names::contains).count();
            return 2 * shared >= fewer.names.size() && more.packages.containsAll(fewer.packages);
        }
    }

    LoaderFamilies(HeapGraph heap, DominatorTree tree, LoaderKeepers keepers, Kinship kinship) {
        this.heap = heap;
        this.tree = tree;
        this.keepers = keepers;
        this.kinship = kinship;
    }

    /// Those that keep the most alive first.
    List<LoaderFamily> find() {
        Map<String, List<Loaded>> byLoaderClass = new TreeMap<>();
        for (Loaded loaded : loaded()) {
            byLoaderClass
                    .computeIfAbsent(heap.classOf(loaded.loader()).name(), name -> new ArrayList<>())
                    .add(loaded);
        }
        List<LoaderFamily> found = new ArrayList<>();
        byLoaderClass.forEach((loaderClass, all) -> {
            for (List<Loaded> family : families(all)) {
                if (family.size() > 1) {
                    found.add(told(loaderClass, family));
                }
            }
        });
        found.sort(Comparator.comparingLong(LoaderFamily::surplusBytes)
                .reversed()
                .thenComparing(family -> family.loaders().loaderClass()));
        return List.copyOf(found.subList(0, Math.min(MOST_FAMILIES, found.size())));
    }

    /// Loaders that are kept strongly, with what they loaded themselves; those that loaded the most first.
    private List<Loaded> loaded() {
        Map<Integer, List<HeapClass>> classesByLoader = new TreeMap<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            int loader = heapClass.loaderId() == 0 ? -1 : heap.objects().indexOf(heapClass.loaderId());
            if (loader >= 0 && !heapClass.isArray() && !isGenerated(heapClass.name()) && tree.isReachable(loader)) {
                classesByLoader.computeIfAbsent(loader, at -> new ArrayList<>()).add(heapClass);
            }
        }
        List<Loaded> loaded = new ArrayList<>();
        classesByLoader.forEach((loader, classes) -> {
            Set<String> names = new HashSet<>();
            Set<String> packages = new HashSet<>();
            for (HeapClass heapClass : classes) {
                names.add(heapClass.name());
                packages.add(packageOf(heapClass.name()));
            }
            loaded.add(new Loaded(loader, classes, names, packages));
        });
        loaded.sort(Comparator.comparingInt((Loaded one) -> -one.names().size()).thenComparingInt(Loaded::loader));
        return loaded.subList(0, Math.min(MOST_LOADERS, loaded.size()));
    }

    /// What a program makes while it runs has names that differ each time, or stands for one thing only.
    private static boolean isGenerated(String name) {
        return name.contains("$$") || name.contains("/0x") || name.contains("$Proxy") || name.contains("Generated");
    }

    private static String packageOf(String className) {
        int end = 0;
        for (int segment = 0; segment < PACKAGE_SEGMENTS; segment++) {
            int dot = className.indexOf('.', end + 1);
            if (dot < 0) {
                break;
            }
            end = dot;
        }
        return className.substring(0, end);
    }

    private static List<List<Loaded>> families(List<Loaded> all) {
        List<List<Loaded>> families = new ArrayList<>();
        for (Loaded loaded : all) {
            List<Loaded> its = families.stream()
                    .filter(family -> family.getFirst().isOfOneApplicationWith(loaded))
                    .findFirst()
                    .orElse(null);
            if (its == null) {
                families.add(new ArrayList<>(List.of(loaded)));
            } else {
                its.add(loaded);
            }
        }
        return families;
    }

    private LoaderFamily told(String loaderClass, List<Loaded> family) {
        Set<Integer> objects = new HashSet<>();
        Map<String, Integer> loadersByName = new LinkedHashMap<>();
        Map<Integer, Long> bytesByLoader = new LinkedHashMap<>();
        for (Loaded loaded : family) {
            Set<Integer> its = new HashSet<>(Set.of(loaded.loader()));
            loaded.classes().forEach(heapClass -> its.add(heapClass.objectIndex()));
            its.remove(-1);
            bytesByLoader.put(loaded.loader(), SetRetention.of(tree, its));
            objects.addAll(its);
            loaded.names().forEach(name -> loadersByName.merge(name, 1, Integer::sum));
        }
        List<Contents.Loader> loaders = new ArrayList<>();
        for (Loaded loaded : family) {
            loaders.add(loader(loaded, bytesByLoader.getOrDefault(loaded.loader(), 0L)));
        }
        loaders.sort(Comparator.comparingLong(Contents.Loader::retainedBytes)
                .reversed()
                .thenComparing(Contents.Loader::address));
        long all = SetRetention.of(tree, objects);
        List<String> shared = loadersByName.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new LoaderFamily(
                new Contents.DuplicateLoaders(
                        loaderClass,
                        family.size(),
                        shared.size(),
                        shared.subList(0, Math.min(MOST_EXAMPLES, shared.size())),
                        all,
                        List.copyOf(loaders.subList(0, Math.min(MOST_TOLD, loaders.size())))),
                Math.max(0, all - loaders.getFirst().retainedBytes()),
                kinship.of(objects));
    }

    private Contents.Loader loader(Loaded loaded, long bytes) {
        LoaderKeepers.Kept kept = keepers.of(loaded.loader());
        return new Contents.Loader(
                "0x" + Long.toHexString(heap.objects().addressOf(loaded.loader())),
                loaded.names().size(),
                bytes,
                kept.words(),
                kept.root(),
                kept.path());
    }
}
