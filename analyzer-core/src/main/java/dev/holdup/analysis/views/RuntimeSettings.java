package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.HeapOverview.Setting;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the JVM was started with, as far as objects hold it: system properties, environment, arguments. Their names,
/// and their values only if these are asked for.
final class RuntimeSettings {
    private static final int MOST = 500;
    private static final int LONGEST = 300;

    /// The part of an argument that is a name: up to what is given, as in `-Dkey=…`, `-Xmx…`, `-javaagent:…`.
    private static final Pattern NAME =
            Pattern.compile("-XX:[+-]?\\w+|-D[^=]*|-X[a-z]+(?=\\d|:|$)|--?[A-Za-z][A-Za-z-]*(?=[:=]|$)");

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final boolean showValues;

    RuntimeSettings(HeapGraph heap, boolean showValues) {
        this.heap = heap;
        this.reader = heap.reader();
        this.showValues = showValues;
    }

    List<Setting> properties() {
        ObjectRecord properties = statically("java.lang.System", "props");
        // From Java 9 on properties keep their entries in a concurrent map of their own.
        ObjectRecord map = properties == null ? null : reader.follow(properties, "map");
        return entries(map == null ? properties : map, "");
    }

    List<Setting> environment() {
        return entries(statically("java.lang.ProcessEnvironment", "theEnvironment"), "str");
    }

    /// Kept by the management beans once somebody has asked for them.
    List<Setting> arguments() {
        List<Setting> arguments = new ArrayList<>();
        for (String className : List.of("sun.management.VMManagementImpl", "sun.management.ManagementFactoryHelper")) {
            ObjectRecord management = statically(className, "jvm");
            ObjectRecord list = management == null ? null : reader.follow(management, "vmArgs");
            for (int depth = 0; list != null && reader.follow(list, "list") != null && depth < 4; depth++) {
                list = reader.follow(list, "list");
            }
            ObjectRecord elements = list == null
                    ? null
                    : reader.follow(list, list.heapClass().field("a") == null ? "elementData" : "a");
            if (elements != null) {
                for (long element : reader.elements(elements, MOST)) {
                    String text = element == 0 ? null : reader.text(element);
                    if (text != null) {
                        arguments.add(argument(text));
                    }
                }
                return List.copyOf(arguments);
            }
        }
        return List.of();
    }

    private Setting argument(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            return new Setting("an argument", showValues ? shortened(text) : null);
        }
        String rest = text.substring(name.end());
        return new Setting(shortened(name.group()), showValues && !rest.isEmpty() ? shortened(rest) : null);
    }

    /// @param textField of keys and values that wrap their text; empty if they are strings
    private List<Setting> entries(@Nullable ObjectRecord map, String textField) {
        List<Setting> settings = new ArrayList<>();
        for (MapEntries.Entry entry : new MapEntries(reader).of(map)) {
            String name = text(entry.key(), textField);
            if (name != null) {
                String value = showValues ? text(entry.value(), textField) : null;
                settings.add(new Setting(shortened(name), value == null ? null : shortened(value)));
            }
        }
        settings.sort(Comparator.comparing(Setting::name));
        return List.copyOf(settings.subList(0, Math.min(MOST, settings.size())));
    }

    private @Nullable String text(long object, String textField) {
        ObjectRecord wrapper = textField.isEmpty() ? null : reader.at(object);
        return reader.text(wrapper == null ? object : reader.reference(wrapper, textField));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private @Nullable ObjectRecord statically(String className, String field) {
        HeapClass heapClass = heap.classes().named(className);
        HeapClassRecord classRecord = heapClass == null ? null : heapClass.classRecord();
        if (classRecord == null) {
            return null;
        }
        return classRecord.staticFields().stream()
                .filter(each -> field.equals(heap.fieldName(each.nameId())))
                .findFirst()
                .map(each -> reader.at(each.value()))
                .orElse(null);
    }
}
