package dev.holdup.analysis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The rules that come with the program, one file a field, and its descriptions of collections.
final class BuiltInRules {
    static final String ERLANG = "erlang";

    /// In the order in which rules are tried among equals.
    static final List<String> FIELDS = List.of(
            "idle",
            "logging",
            "jdbc",
            "database",
            "http",
            "server",
            "messaging",
            "cache",
            "rpc",
            "framework",
            "bulkhead",
            "executor",
            "jvm",
            "locking",
            ERLANG);

    /// Libraries whose collections are described, one file each.
    static final List<String> COLLECTIONS =
            List.of("jdk", "guava", "caffeine", "scala", "kotlin", "eclipse", "fastutil", "hppc", "trove");

    private BuiltInRules() {}

    static List<Rule> read() {
        return read(FIELDS);
    }

    static List<Rule> read(List<String> fields) {
        return fields.stream()
                .flatMap(field -> read(field + ".yaml").rules().stream())
                .toList();
    }

    static List<CollectionDescription> collections() {
        return COLLECTIONS.stream()
                .flatMap(library -> read("collections/" + library + ".yaml").collections().stream())
                .toList();
    }

    private static RuleFile.Checked read(String file) {
        try (InputStream in = BuiltInRules.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("built-in rules " + file + " are not on the class path");
            }
            return RuleFile.read(file, true, in);
        } catch (IOException | RuleBookException mistake) {
            throw new IllegalStateException("built-in rules: " + mistake.getMessage(), mistake);
        }
    }
}
