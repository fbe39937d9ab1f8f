package dev.holdup.analysis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The rules that come with the program: one file a field.
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

    private BuiltInRules() {}

    static List<Rule> read() {
        return read(FIELDS);
    }

    static List<Rule> read(List<String> fields) {
        List<Rule> rules = new ArrayList<>();
        for (String field : fields) {
            String file = field + ".yaml";
            try (InputStream in = BuiltInRules.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("built-in rules " + file + " are not on the class path");
                }
                rules.addAll(RuleFile.read(file, true, in));
            } catch (IOException | RuleBookException mistake) {
                throw new IllegalStateException("built-in rules: " + mistake.getMessage(), mistake);
            }
        }
        return rules;
    }
}
