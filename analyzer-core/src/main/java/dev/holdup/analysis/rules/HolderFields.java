package dev.holdup.analysis.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The block `holders:` of a rule.
final class HolderFields {
    private static final Pattern WHERE = Pattern.compile("(\\p{javaJavaIdentifierPart}+)=(-?\\d{1,18})");
    private static final Pattern PATH =
            Pattern.compile("\\p{javaJavaIdentifierPart}+(\\.\\p{javaJavaIdentifierPart}+)*");

    private HolderFields() {}

    /// Null if the rule has none.
    static @Nullable HolderSearch read(String file, YamlFields rule) throws RuleBookException {
        YamlNode node = rule.take("holders");
        if (node == null) {
            return null;
        }
        YamlFields fields = YamlFields.of(file, node, "`holders:` with `noun`, `resource` and `handedOut`");
        String where = fields.textOrNull("where");
        Matcher parts = WHERE.matcher(where == null ? "" : where);
        if (where != null && !parts.matches()) {
            throw fields.mistake("where", "`where` is `" + where + "`, expected `field=number`");
        }
        HolderSearch search = new HolderSearch(
                fields.text("noun"),
                fields.text("resource"),
                fields.texts("handedOut"),
                path(fields, "of"),
                path(fields, "all"),
                where == null ? null : parts.group(1),
                where == null ? 0 : Long.parseLong(parts.group(2)),
                path(fields, "capacity"),
                path(fields, "inUse"),
                path(fields, "waiting"),
                fields.texts("stopAt"));
        List<RuleBookException> unknown = fields.unknownKeys();
        if (!unknown.isEmpty()) {
            throw unknown.getFirst();
        }
        if (search.handedOut().isEmpty()) {
            throw fields.mistake("noun", "`holders` lacks `handedOut`, expected a class or a list of classes");
        }
        return search;
    }

    private static List<String> path(YamlFields fields, String key) throws RuleBookException {
        String path = fields.textOrNull(key);
        if (path == null) {
            return List.of();
        }
        if (!PATH.matcher(path).matches()) {
            throw fields.mistake(key, "`" + key + "` is `" + path + "`, expected names of fields joined by `.`");
        }
        return List.of(path.split("\\.", -1));
    }
}
