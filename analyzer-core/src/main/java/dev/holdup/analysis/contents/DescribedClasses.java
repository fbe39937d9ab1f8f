package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.rules.CollectionDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which classes of this heap are collections, or parts of them, and how they are described.
final class DescribedClasses {
    /// @param prefix what a name must begin with
    private record Named(int place, String prefix, Pattern pattern, CollectionDescription description) {}

    private final @Nullable DescribedClass[] byClass;
    private final Map<String, List<Named>> byName = new HashMap<>();
    private final List<Named> patterns = new ArrayList<>();
    private final Map<String, List<CollectionDescription>> known = new HashMap<>();

    DescribedClasses(HeapGraph heap, List<CollectionDescription> descriptions) {
        byClass = new DescribedClass[heap.classes().size()];
        int place = 0;
        for (CollectionDescription description : descriptions) {
            String name = description.className();
            int star = name.indexOf('*');
            Named named =
                    new Named(place++, star < 0 ? name : name.substring(0, star), description.pattern(), description);
            if (description.isPattern()) {
                patterns.add(named);
            } else {
                byName.computeIfAbsent(name, first -> new ArrayList<>()).add(named);
            }
        }
        Statics statics = new Statics(heap);
        for (int c = 0; c < byClass.length; c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (!heapClass.isArray() && heap.totals().objectsByClass()[c] > 0) {
                byClass[c] = describe(heapClass, statics);
            }
        }
    }

    private @Nullable DescribedClass describe(HeapClass heapClass, Statics statics) {
        for (HeapClass at = heapClass; at != null; at = at.superclass()) {
            for (CollectionDescription description : known.computeIfAbsent(at.name(), this::of)) {
                DescribedClass described = DescribedClass.of(heapClass, at, description, statics);
                if (described != null) {
                    return described;
                }
            }
        }
        return null;
    }

    /// In the order of the book.
    private List<CollectionDescription> of(String className) {
        List<Named> all = new ArrayList<>(byName.getOrDefault(className, List.of()));
        for (Named named : patterns) {
            if (className.startsWith(named.prefix())
                    && named.pattern().matcher(className).matches()) {
                all.add(named);
            }
        }
        all.sort(Comparator.comparingInt(Named::place));
        return all.stream().map(Named::description).toList();
    }

    /// Null if it is neither a collection nor a part of one, as far as is known.
    @Nullable
    DescribedClass of(int classIndex) {
        return byClass[classIndex];
    }

    boolean isCollection(int classIndex) {
        DescribedClass described = byClass[classIndex];
        return described != null && described.isCollection();
    }

    /// Whether objects of the class belong to a collection: it is one, an array, or nested in the class of one, as
    /// nodes and entries are.
    boolean belongsToOne(HeapClass heapClass, HeapGraph heap) {
        if (heapClass.isArray() || byClass[heapClass.classIndex()] != null) {
            return true;
        }
        int dollar = heapClass.name().indexOf('$');
        HeapClass outer =
                dollar < 0 ? null : heap.classes().named(heapClass.name().substring(0, dollar));
        return outer != null && isCollection(outer.classIndex());
    }
}
