package dev.holdup.cli;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.inspection.Capped;
import dev.holdup.analysis.inspection.FieldFact;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.inspection.Via;
import dev.holdup.report.text.VisibleText;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lines of text about objects. What comes out of a dump is made visible where it is put in.
final class InspectionLines {
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_VALUE = 12_000;
    private static final Map<String, String> MEANING_BY_REACHABILITY = Map.of(
            "strong", "strongly reachable",
            "soft", "reachable over soft references only",
            "weak", "reachable over weak references only",
            "phantom", "reachable over phantom references only",
            "unreachable", "unreachable: no GC root leads to it");

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    /// A heading with the number of things below it, the things, and how many are left out.
    <T> void section(String heading, String noun, Capped<T> things, Function<T, String> inWords) {
        if (things.total() == 0) {
            return;
        }
        line("");
        line(
                heading.isEmpty()
                        ? CountFormat.counted(things.total(), noun)
                        : heading + " (" + CountFormat.counted(things.total(), noun) + ")");
        list("  ", noun, things, inWords);
    }

    <T> void list(String indent, String noun, Capped<T> things, Function<T, String> inWords) {
        things.shown().forEach(thing -> line(indent + inWords.apply(thing)));
        more(indent, things.left(), noun);
    }

    void more(String indent, long left, String noun) {
        if (left > 0) {
            line(indent + "… and " + CountFormat.counted(left, "more " + noun));
        }
    }

    static String name(String name) {
        return VisibleText.of(name, LONGEST_NAME);
    }

    static String value(String value) {
        return VisibleText.of(value, LONGEST_VALUE);
    }

    /// Class, name and address of an object.
    static String identity(ObjectRef object) {
        String className = object.className();
        if (className == null) {
            return object.address();
        }
        String its = object.name();
        if (its == null) {
            return name(className) + " " + object.address();
        }
        return className.equals("java.lang.Class")
                ? "class " + name(its) + " " + object.address()
                : name(className) + " \"" + name(its) + "\" " + object.address();
    }

    static String sizes(ObjectRef object) {
        Long shallow = object.shallowBytes();
        if (shallow == null) {
            return "not in the dump";
        }
        Long retained = object.retainedBytes();
        return "shallow " + ByteFormat.bytes(shallow)
                + (retained == null ? ", unreachable" : ", retained " + ByteFormat.bytes(retained));
    }

    static String object(ObjectRef object) {
        String content = object.text();
        return identity(object) + " (" + sizes(object) + ")" + (content == null ? "" : " \"" + value(content) + '"');
    }

    static String field(FieldFact field) {
        return name(field.name()) + ": " + content(field);
    }

    private static String content(FieldFact field) {
        ObjectRef reference = field.reference();
        if (reference != null) {
            return object(reference);
        }
        String value = field.value();
        return value == null || field.type().equals("object")
                ? value == null ? field.type() : value
                : field.type() + " = " + value(value);
    }

    static String via(@Nullable Via via) {
        if (via == null) {
            return "";
        }
        return name(via.name())
                + (via.references() > 1 ? " and " + CountFormat.counted(via.references() - 1L, "more reference") : "")
                + (via.strength() == null ? "" : " (" + via.strength() + ")");
    }

    static String reachability(String reachability) {
        return MEANING_BY_REACHABILITY.getOrDefault(reachability, reachability);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
