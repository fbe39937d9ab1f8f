package dev.holdup.analysis.views;

import dev.holdup.analysis.dominators.ClassLabels;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The labels that are asked about: each class, package, loader and component. Class objects and loaders are labelled
/// as what they define, too.
final class HeapLabels {
    private static final String PRIMITIVE_ARRAYS = "primitive arrays";

    final HeapGraph heap;
    final Loaders loaders;
    final List<String> packages;
    private final int[] packageByClass;
    private final int firstPackage;
    private final int firstLoader;
    private final int firstComponent;

    HeapLabels(HeapGraph heap) {
        this.heap = heap;
        this.loaders = new Loaders(heap);
        packageByClass = new int[heap.virtualClass()];
        Map<String, Integer> numberByPackage = new LinkedHashMap<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            packageByClass[i] =
                    numberByPackage.computeIfAbsent(packageOf(heap.classes().get(i)), name -> numberByPackage.size());
        }
        packages = List.copyOf(numberByPackage.keySet());
        firstPackage = heap.virtualClass();
        firstLoader = firstPackage + packages.size();
        firstComponent = firstLoader + loaders.loaders.size();
    }

    private static String packageOf(HeapClass heapClass) {
        if (heapClass.isArray() && heapClass.elementType() != FieldType.OBJECT) {
            return PRIMITIVE_ARRAYS;
        }
        String name = heapClass.name();
        // Names of hidden classes end in a slash and a number that may hold no dot; arrays in brackets.
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "default package" : name.substring(0, dot);
    }

    int packageOf(int classIndex) {
        return packageByClass[classIndex];
    }

    int ofPackage(int number) {
        return firstPackage + number;
    }

    int ofLoader(int number) {
        return firstLoader + number;
    }

    int ofComponent(int number) {
        return firstComponent + number;
    }

    ClassLabels labels() {
        List<int[]> labelsByKind = new ArrayList<>();
        for (int i = 0; i < heap.virtualClass(); i++) {
            labelsByKind.add(
                    i < heap.classes().size()
                            ? withLoader(new int[] {i, ofPackage(packageByClass[i])}, loaders.of(i))
                            : new int[] {i});
        }
        boolean[] mixed = new boolean[heap.virtualClass()];
        Map<Integer, Integer> kindByObject = new HashMap<>();
        Map<Long, Integer> kindByClassAndLoader = new HashMap<>();
        for (int i = 0; i < heap.classes().size(); i++) {
            define(
                    heap.classes().get(i).objectIndex(),
                    loaders.of(i),
                    labelsByKind,
                    mixed,
                    kindByObject,
                    kindByClassAndLoader);
        }
        for (int number = 0; number < loaders.loaders.size(); number++) {
            define(
                    loaders.loaders.get(number).objectIndex(),
                    number,
                    labelsByKind,
                    mixed,
                    kindByObject,
                    kindByClassAndLoader);
        }
        return new ClassLabels(
                labelsByKind.toArray(int[][]::new), firstComponent + loaders.components.size(), kindByObject, mixed);
    }

    /// Labels a class object or a loader as what the loader defines.
    private void define(
            int object,
            int loader,
            List<int[]> labelsByKind,
            boolean[] mixed,
            Map<Integer, Integer> kindByObject,
            Map<Long, Integer> kindByClassAndLoader) {
        if (object < 0 || loader == Loaders.BOOT) {
            return;
        }
        int itsClass = heap.classOf(object).classIndex();
        int kind = kindByClassAndLoader.computeIfAbsent((long) itsClass << 32 | loader, pair -> {
            labelsByKind.add(withLoader(labelsByKind.get(itsClass), loader));
            return labelsByKind.size() - 1;
        });
        mixed[itsClass] = true;
        kindByObject.put(object, kind);
    }

    private int[] withLoader(int[] labels, int loader) {
        int component = loaders.loaders.get(loader).component();
        return IntStream.concat(
                        Arrays.stream(labels),
                        component < 0
                                ? IntStream.of(ofLoader(loader))
                                : IntStream.of(ofLoader(loader), ofComponent(component)))
                .sorted()
                .distinct()
                .toArray();
    }
}
