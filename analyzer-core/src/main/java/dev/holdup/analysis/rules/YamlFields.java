package dev.holdup.analysis.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes the keys of one mapping; whatever nobody took is a mistake.
final class YamlFields {
    private final String file;
    private final YamlNode.Mapping mapping;
    private final Set<String> taken = new HashSet<>();

    private YamlFields(String file, YamlNode.Mapping mapping) {
        this.file = file;
        this.mapping = mapping;
    }

    static YamlFields of(String file, YamlNode node, String what) throws RuleBookException {
        if (node instanceof YamlNode.Mapping mapping) {
            return new YamlFields(file, mapping);
        }
        throw new RuleBookException(file, node.line(), "expected " + what);
    }

    @Nullable
    YamlNode take(String key) {
        taken.add(key);
        return mapping.entries().get(key);
    }

    int line(String key) {
        YamlNode node = mapping.entries().get(key);
        return node == null ? mapping.line() : node.line();
    }

    String text(String key) throws RuleBookException {
        String text = text(key, "");
        if (text.isBlank()) {
            throw mistake(key, "expected a text for `" + key + "`");
        }
        return text;
    }

    String text(String key, String absent) throws RuleBookException {
        return switch (take(key)) {
            case null -> absent;
            case YamlNode.Scalar scalar -> scalar.text().strip();
            case YamlNode.Sequence list -> throw new RuleBookException(file, list.line(), oneText(key));
            case YamlNode.Mapping map -> throw new RuleBookException(file, map.line(), oneText(key));
        };
    }

    @Nullable
    String textOrNull(String key) throws RuleBookException {
        String text = text(key, "");
        return text.isEmpty() ? null : text;
    }

    /// A text of a fixed choice.
    String choice(String key, @Nullable String absent, Collection<String> allowed) throws RuleBookException {
        String text = absent == null ? text(key) : text(key, absent);
        if (!allowed.contains(text)) {
            throw mistake(
                    key,
                    "`" + key + "` is `" + text + "`, expected one of " + String.join(", ", new TreeSet<>(allowed)));
        }
        return text;
    }

    boolean flag(String key) throws RuleBookException {
        return choice(key, "false", Set.of("true", "false")).equals("true");
    }

    /// One text or a list of them; empty if the key is absent.
    List<String> texts(String key) throws RuleBookException {
        YamlNode node = take(key);
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items(node)) {
            if (!(item instanceof YamlNode.Scalar scalar) || scalar.text().isBlank()) {
                throw new RuleBookException(
                        file, item.line(), "expected a text, or a list of texts, for `" + key + "`");
            }
            texts.add(scalar.text().strip());
        }
        return List.copyOf(texts);
    }

    List<YamlNode> list(String key) {
        return items(take(key));
    }

    RuleBookException mistake(String key, String expected) {
        return new RuleBookException(file, line(key), expected);
    }

    /// One mistake for each key that nobody took.
    List<RuleBookException> unknownKeys() {
        List<RuleBookException> mistakes = new ArrayList<>();
        mapping.lines().forEach((key, line) -> {
            if (!taken.contains(key)) {
                mistakes.add(new RuleBookException(
                        file,
                        line,
                        "key `" + key + "` is not known here" + similar(key) + ", expected one of "
                                + String.join(", ", new TreeSet<>(taken))));
            }
        });
        mistakes.sort(Comparator.comparingInt(RuleBookException::line));
        return mistakes;
    }

    /// Whether a key that must hold a list of texts is missing or holds none; a value that is no such list is told
    /// already.
    boolean isEmpty(String key) {
        YamlNode node = mapping.entries().get(key);
        return node == null
                || (node instanceof YamlNode.Sequence list && list.items().isEmpty());
    }

    /// A key that may have been meant.
    private String similar(String key) {
        return taken.stream()
                .filter(other -> other.startsWith(key) || key.startsWith(other))
                .min(Comparator.comparingInt(other -> Math.abs(other.length() - key.length())))
                .map(other -> ", perhaps `" + other + "`")
                .orElse("");
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    int line() {
        return mapping.line();
    }

    private static List<YamlNode> items(@Nullable YamlNode node) {
        return switch (node) {
            case null -> List.of();
            case YamlNode.Sequence list -> list.items();
            case YamlNode.Scalar one -> List.of(one);
            case YamlNode.Mapping one -> List.of(one);
        };
    }

    private static String oneText(String key) {
        return "expected one text for `" + key + "`";
    }
}
