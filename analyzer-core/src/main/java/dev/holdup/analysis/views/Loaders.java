package dev.holdup.analysis.views;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The class loaders of a heap, and the components of the program that they stand for. The first of each is the boot
/// loader and the Java runtime.
final class Loaders {
    static final int BOOT = 0;
    private static final int LONGEST_NAME = 200;

    /// @param objectIndex of the loader, −1 of the boot loader
    /// @param component its number, −1 if none is known
    record Loader(String text, int objectIndex, long address, int component) {}

    /// What a component is.
    record Component(String kind, String name, String knownBy) {}

    final List<Loader> loaders = new ArrayList<>();
    final List<Component> components = new ArrayList<>();
    private final int[] loaderByClass;
    private final Map<Component, Integer> numberByComponent = new LinkedHashMap<>();
    private final HeapGraph heap;
    private final HeapObjects reader;

    Loaders(HeapGraph heap) {
        this.heap = heap;
        this.reader = heap.reader();
        loaderByClass = new int[heap.virtualClass()];
        loaders.add(
                new Loader("boot loader", -1, 0, component(new Component(ComponentKind.JDK, "", "the boot loader"))));
        Map<Long, Integer> numberById = new HashMap<>();
        reader.findAll(java.util.stream.IntStream.range(0, heap.classes().size())
                .mapToObj(i -> heap.classes().get(i).loaderId())
                .distinct()
                .toList());
        for (int i = 0; i < heap.classes().size(); i++) {
            loaderByClass[i] = numberById.computeIfAbsent(heap.classes().get(i).loaderId(), this::number);
        }
    }

    /// Number of the loader that defined a class.
    int of(int classIndex) {
        return loaderByClass[classIndex];
    }

    /// Newer JVMs give the boot loader an id of which the dump holds no object.
    private int number(long loaderId) {
        int object = loaderId == 0 ? -1 : heap.objects().indexOf(loaderId);
        HeapObjects.ObjectRecord loader = object < 0 ? null : reader.at(loaderId);
        if (loader == null) {
            return BOOT;
        }
        HeapClass its = loader.heapClass();
        Component component = recognised(loader);
        String name = component == null || component.name().isEmpty() ? named(loader) : component.name();
        loaders.add(new Loader(
                name.isEmpty() ? its.name() : its.name() + " " + name,
                object,
                loaderId,
                component == null ? -1 : component(component)));
        return loaders.size() - 1;
    }

    private int component(Component component) {
        return numberByComponent.computeIfAbsent(component, one -> {
            components.add(one);
            return components.size() - 1;
        });
    }

    private @Nullable Component recognised(HeapObjects.ObjectRecord loader) {
        List<ComponentKind> kinds = ComponentKind.of(loader.heapClass());
        if (kinds.isEmpty()) {
            String name = named(loader);
            return name.isEmpty()
                    ? null
                    : new Component(ComponentKind.NAMED.kind(), name, ComponentKind.NAMED.knownBy());
        }
        for (ComponentKind kind : kinds) {
            String name = text(loader, kind.nameFields());
            if (!name.isEmpty() || kind.nameFields().isEmpty()) {
                return kind.kind().equals(ComponentKind.JDK)
                        ? components.get(BOOT)
                        : new Component(kind.kind(), name, kind.knownBy());
            }
        }
        return new Component(kinds.getFirst().kind(), "", kinds.getFirst().loaderClass());
    }

    private String named(HeapObjects.ObjectRecord loader) {
        return text(loader, ComponentKind.NAMED.nameFields());
    }

    private String text(HeapObjects.ObjectRecord start, List<String> fields) {
        if (fields.isEmpty()) {
            return "";
        }
        HeapObjects.ObjectRecord at = start;
        for (String field : fields.subList(0, fields.size() - 1)) {
            at = at == null ? null : reader.follow(at, field);
        }
        String text = at == null ? null : reader.text(reader.reference(at, fields.getLast()));
        return text == null ? "" : text.substring(0, Math.min(LONGEST_NAME, text.length()));
    }
}
