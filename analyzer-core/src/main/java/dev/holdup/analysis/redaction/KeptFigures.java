package dev.holdup.analysis.redaction;

import dev.holdup.analysis.rules.CollectionDescription;
import dev.holdup.analysis.rules.CollectionSize;
import dev.holdup.analysis.rules.HeapFact;
import dev.holdup.analysis.rules.HeapFigure;
import dev.holdup.analysis.rules.HolderSearch;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.model.FieldType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Fields of basic types whose values say how things stand and not what they are about: states of threads and locks,
/// sizes and limits of collections, queues and pools. Nothing else of basic types stays.
public final class KeptFigures {
    /// Without them a dump cannot be read: what a thread does, how long a text is.
    private static final Map<String, Set<String>> ALWAYS = Map.of(
            "java.lang.Thread", Set.of("tid", "threadStatus", "eetop", "daemon", "priority"),
            "java.lang.Thread$FieldHolder", Set.of("threadStatus", "daemon", "priority"),
            "java.lang.VirtualThread", Set.of("state"),
            "java.lang.String", Set.of("coder", "offset", "count"),
            "jdk.internal.vm.StackChunk", Set.of("size", "sp", "bottom", "flags"));

    private static final Map<String, Set<String>> OF_THE_JDK = Map.of(
            "java.util.", Set.of("size", "count", "elementCount", "head", "tail", "state"),
            "java.util.concurrent.",
                    Set.of(
                            "size",
                            "count",
                            "elementCount",
                            "capacity",
                            "head",
                            "tail",
                            "takeIndex",
                            "putIndex",
                            "state",
                            "base",
                            "baseCount",
                            "ctl",
                            "parallelism",
                            "corePoolSize",
                            "maximumPoolSize",
                            "status",
                            "firstReaderHoldCount",
                            "waitStatus",
                            "mode",
                            "permits"),
            "java.util.concurrent.atomic.", Set.of("value", "base"),
            "java.util.concurrent.ConcurrentHashMap$CounterCell", Set.of("value"),
            "java.lang.ref.", Set.of("queueLength", "size"),
            "java.nio.", Set.of("capacity", "cap", "size"),
            // Not zero as long as it is open.
            "java.util.zip.", Set.of("address"));

    /// The memory outside of the heap that buffers have.
    private static final Set<String> STATICS_OF_BITS = Set.of(
            "COUNT",
            "count",
            "TOTAL_CAPACITY",
            "totalCapacity",
            "RESERVED_MEMORY",
            "reservedMemory",
            "MAX_MEMORY",
            "maxMemory");

    private static final int PACKAGE_PARTS = 2;

    /// Names of fields by the first letters of the declaring class's name.
    private final Map<String, Set<String>> namesByPrefix;

    private KeptFigures(Map<String, Set<String>> namesByPrefix) {
        this.namesByPrefix = namesByPrefix;
    }

    /// Only what a dump cannot be read without.
    public static KeptFigures none() {
        return new KeptFigures(Map.of());
    }

    /// What the JDK's collections, locks and pools have, what rules ask libraries for, and what their collections
    /// count.
    public static KeptFigures of(RuleBook book) {
        Map<String, Set<String>> names = new HashMap<>(OF_THE_JDK);
        for (CollectionDescription collection : book.collections()) {
            add(names, collection.className(), fields(collection));
        }
        for (Rule rule : book.rules()) {
            rule.heap().forEach(condition -> add(names, condition.figure()));
            for (HeapFact fact : rule.heapFacts()) {
                fact.value().forEach(figure -> add(names, figure));
                fact.limit().forEach(figure -> add(names, figure));
            }
            HolderSearch holders = rule.holders();
            if (holders != null) {
                Stream.concat(Stream.of(holders.resource()), holders.handedOut().stream())
                        .forEach(start -> add(names, start, fields(holders)));
            }
        }
        return new KeptFigures(names);
    }

    private static void add(Map<String, Set<String>> names, HeapFigure figure) {
        for (HeapFigure.Term term : figure.terms()) {
            for (HeapFigure.Step step : term.steps()) {
                switch (step) {
                    case HeapFigure.Field(String name) -> add(names, figure.className(), Set.of(name));
                    case HeapFigure.Where(String field, long _) -> add(names, figure.className(), Set.of(field));
                    case HeapFigure.Element _ -> {
                        // An element has no name.
                    }
                }
            }
        }
    }

    private static Set<String> fields(CollectionDescription collection) {
        Set<String> fields = new HashSet<>(collection.ring());
        for (CollectionSize.Term term : collection.size().terms()) {
            switch (term.what()) {
                case CollectionSize.Field(String name) -> fields.add(name);
                case CollectionSize.Bits(String field) -> fields.add(field);
                case CollectionSize.WithoutSign(String field) -> fields.add(field);
                case CollectionSize.Each(String _, String field) -> fields.add(field);
                case CollectionSize.Constant _, CollectionSize.Length _, CollectionSize.Filled _ -> {
                    // No field of a basic type.
                }
            }
        }
        return fields;
    }

    private static Set<String> fields(HolderSearch holders) {
        Set<String> fields = new HashSet<>();
        for (List<String> path :
                List.of(holders.of(), holders.all(), holders.capacity(), holders.inUse(), holders.waiting())) {
            fields.addAll(path);
        }
        if (holders.whereField() != null) {
            fields.add(holders.whereField());
        }
        return fields;
    }

    /// A path leads from the class to others of its library: those of the same first packages.
    private static void add(Map<String, Set<String>> names, String className, Set<String> fields) {
        if (className.startsWith("java.")) {
            return;
        }
        String[] parts = className.split("\\.", PACKAGE_PARTS + 1);
        if (parts.length > PACKAGE_PARTS) {
            names.computeIfAbsent(parts[0] + "." + parts[1] + ".", _ -> new HashSet<>())
                    .addAll(fields);
        }
    }

    /// Whether an instance field keeps its value.
    boolean keeps(String declaringClass, String field, FieldType type) {
        if (ALWAYS.getOrDefault(declaringClass, Set.of()).contains(field)) {
            return true;
        }
        return isCount(type)
                && namesByPrefix.entrySet().stream()
                        .anyMatch(entry -> declaringClass.startsWith(entry.getKey())
                                && entry.getValue().contains(field));
    }

    /// Whether a static field keeps its value.
    boolean keepsStatic(String declaringClass, String field) {
        return !namesByPrefix.isEmpty() && declaringClass.equals("java.nio.Bits") && STATICS_OF_BITS.contains(field);
    }

    private static boolean isCount(FieldType type) {
        return switch (type) {
            case BOOLEAN, SHORT, INT, LONG -> true;
            case OBJECT, CHAR, FLOAT, DOUBLE, BYTE -> false;
        };
    }
}
