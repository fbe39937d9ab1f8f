package dev.holdup.analysis.rules;

import dev.holdup.analysis.rules.HeapFigure.Element;
import dev.holdup.analysis.rules.HeapFigure.Field;
import dev.holdup.analysis.rules.HeapFigure.Step;
import dev.holdup.analysis.rules.HeapFigure.Term;
import dev.holdup.analysis.rules.HeapFigure.Where;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether the fields of a heap figure exist, as far as declared types tell.
///
/// Where a field is declared as an interface, as `Object` or as an element of a collection, its real class is not
/// known: then the next field has to exist in some class of the libraries.
final class HeapFields {
    private final RuleLibraries libraries;
    private final List<String> names;

    /// @param names of the libraries to look into, those of the JDK besides
    HeapFields(RuleLibraries libraries, List<String> names) {
        this.libraries = libraries;
        this.names = new ArrayList<>(names);
        this.names.addAll(List.of("jdk:25", "jdk:17"));
    }

    /// The first name that does not exist in any of the versions; empty if all do in one.
    Optional<String> unknown(HeapFigure figure) {
        Optional<String> unknown = Optional.of(figure.className());
        for (String library : names) {
            if (libraries.find(library, figure.className()).isEmpty()) {
                continue;
            }
            unknown = unknownFrom(figure);
            if (unknown.isEmpty()) {
                return unknown;
            }
        }
        return unknown;
    }

    private Optional<String> unknownFrom(HeapFigure figure) {
        for (Term term : figure.terms()) {
            String className = figure.className();
            for (Step step : term.steps()) {
                switch (step) {
                    case Field(String name) -> {
                        String descriptor = className.isEmpty() ? null : field(className, name);
                        if (descriptor == null && (!className.isEmpty() || !existsAnywhere(name))) {
                            return Optional.of(name);
                        }
                        className = descriptor == null ? "" : classOf(descriptor);
                    }
                    case Element _ -> className = "";
                    case Where(String field, long _) -> {
                        if (!existsAnywhere(field)) {
                            return Optional.of(field);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Its descriptor, of the class or a superclass; null if none has it.
    private @Nullable String field(String className, String name) {
        for (String at = className; !at.isEmpty(); ) {
            String superclass = "";
            for (String library : names) {
                Optional<RuleLibraries.Declared> declared = libraries.find(library, at);
                if (declared.isPresent()) {
                    String descriptor = declared.get().fields().get(name);
                    if (descriptor != null) {
                        return descriptor;
                    }
                    superclass = declared.get().superclass().replace('/', '.');
                }
            }
            at = superclass;
        }
        return null;
    }

    /// The class whose fields are known; empty if the declared type does not tell the real one.
    private String classOf(String descriptor) {
        if (!descriptor.startsWith("L")) {
            return "";
        }
        String className = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        boolean concrete = names.stream()
                .flatMap(library -> libraries.find(library, className).stream())
                .anyMatch(declared -> !declared.isInterface());
        return concrete && !className.equals("java.lang.Object") ? className : "";
    }

    private boolean existsAnywhere(String field) {
        Set<String> jars = new HashSet<>(names);
        try {
            return libraries.anyDeclares(jars, field);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
