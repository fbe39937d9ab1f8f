package dev.holdup.analysis.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of the list `collections:`.
final class CollectionFields {
    private static final Pattern CLASS = Pattern.compile("[\\p{javaJavaIdentifierPart}.*]+");
    private static final Pattern NAME = Pattern.compile("\\p{javaJavaIdentifierPart}+");
    private static final Pattern STATIC =
            Pattern.compile("\\p{javaJavaIdentifierPart}+(\\.\\p{javaJavaIdentifierPart}+)+");
    private static final Pattern SLOTS = Pattern.compile("[1-9]");
    private static final Pattern LOAD = Pattern.compile("0\\.\\d{1,4}|1|1\\.0");
    private static final List<String> KINDS =
            Arrays.stream(CollectionKind.values()).map(CollectionKind::word).toList();

    private final String file;
    private final YamlFields fields;

    private CollectionFields(String file, YamlFields fields) {
        this.file = file;
        this.fields = fields;
    }

    /// @throws RuleBookException for the first mistake
    static CollectionDescription read(String file, boolean builtIn, YamlNode node) throws RuleBookException {
        YamlFields fields = YamlFields.of(file, node, "a collection with its keys, beginning with `class`");
        CollectionDescription description = new CollectionFields(file, fields).read(builtIn);
        List<RuleBookException> unknown = fields.unknownKeys();
        if (!unknown.isEmpty()) {
            throw unknown.getFirst();
        }
        return description;
    }

    private CollectionDescription read(boolean builtIn) throws RuleBookException {
        String className = className();
        CollectionKind kind =
                CollectionKind.valueOf(fields.choice("kind", null, KINDS).toUpperCase(Locale.ROOT));
        String array = name("array");
        CollectionSize size = size(array);
        List<String> ring = names("ring");
        CollectionDescription description = new CollectionDescription(
                className,
                kind,
                size,
                ring,
                names("given"),
                except(),
                name("inside"),
                array,
                name("also"),
                Integer.parseInt(matching("perElement", "1", SLOTS, "a number of slots from 1 to 9")),
                Double.parseDouble(matching("load", "1", LOAD, "a share such as 0.75")),
                fields.flag("chained"),
                fields.flag("fixed"),
                fields.texts("versions"),
                new Rule.Source(file, fields.line(), builtIn));
        check(description);
        return description;
    }

    private String className() throws RuleBookException {
        String className = fields.text("class");
        if (!CLASS.matcher(className).matches()) {
            throw fields.mistake(
                    "class", "`class` is `" + className + "`, expected `package.Class$Nested`, perhaps with `*`");
        }
        return className;
    }

    private CollectionSize size(@Nullable String array) throws RuleBookException {
        if (!fields.has("size")) {
            return CollectionSize.NONE;
        }
        String text = fields.text("size");
        CollectionSize size = CollectionSize.parse(text)
                .orElseThrow(() -> fields.mistake(
                        "size",
                        "`size` is `" + text + "`, expected a field, or a sum such as `end - start`, `array.length`,"
                                + " `cells[].value`, `bits(field)`, `withoutSign(field)` or a number"));
        for (CollectionSize.Term term : size.terms()) {
            String of = switch (term.what()) {
                case CollectionSize.Length(String name) -> name;
                case CollectionSize.Filled(String name) -> name;
                case CollectionSize.Number _,
                        CollectionSize.Field _,
                        CollectionSize.Bits _,
                        CollectionSize.WithoutSign _,
                        CollectionSize.Each _ -> array;
            };
            if (of != null && !of.equals(array)) {
                throw fields.mistake(
                        "size", "`size` asks for `" + of + "`, expected `array: " + of + "` in the same entry");
            }
        }
        return size;
    }

    private void check(CollectionDescription description) throws RuleBookException {
        if (!description.ring().isEmpty() && (description.ring().size() != 2 || description.array() == null)) {
            throw fields.mistake(
                    "ring", "expected `ring: [begin, end]` and the field of the `array` they are places of");
        }
        if (description.also() != null && description.inside() != null) {
            throw fields.mistake("also", "`also` and `inside` stand in one entry, expected one of them");
        }
        if (description.except() != null && description.given().isEmpty()) {
            throw fields.mistake("except", "`except` belongs to `given`, expected both");
        }
        if (description.array() == null && (description.also() != null || description.chained())) {
            throw fields.mistake("class", "`" + description.className() + "` lacks `array`, expected the field of it");
        }
        if (description.size().terms().isEmpty()
                && description.ring().isEmpty()
                && description.given().isEmpty()
                && description.inside() == null) {
            throw fields.mistake(
                    "class",
                    "nothing says how many `" + description.className()
                            + "` holds, expected `size`, `ring`, `given` or `inside`");
        }
    }

    private @Nullable String except() throws RuleBookException {
        String name = fields.textOrNull("except");
        if (name != null && !STATIC.matcher(name).matches()) {
            throw fields.mistake("except", "`except` is `" + name + "`, expected `package.Class.FIELD`");
        }
        return name;
    }

    private @Nullable String name(String key) throws RuleBookException {
        String name = fields.textOrNull(key);
        return name == null ? null : checked(key, name);
    }

    private List<String> names(String key) throws RuleBookException {
        List<String> names = new ArrayList<>();
        for (String name : fields.texts(key)) {
            names.add(checked(key, name));
        }
        return List.copyOf(names);
    }

    private String checked(String key, String name) throws RuleBookException {
        if (!NAME.matcher(name).matches()) {
            throw fields.mistake(key, "`" + key + "` is `" + name + "`, expected the name of a field");
        }
        return name;
    }

    private String matching(String key, String absent, Pattern pattern, String what) throws RuleBookException {
        String text = fields.text(key, absent);
        if (!pattern.matcher(text).matches()) {
            throw fields.mistake(key, "`" + key + "` is `" + text + "`, expected " + what);
        }
        return text;
    }
}
