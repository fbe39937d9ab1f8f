package dev.holdup.analysis.rules;

import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.findings.Vocabulary;
import dev.holdup.dumps.model.Activity;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One YAML file → its rules.
final class RuleFile {
    private static final Set<String> STATES = Set.of("blocked", "waiting", "running", "sleeping", "any");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern FRAME =
            Pattern.compile("[\\p{javaJavaIdentifierPart}.]+\\.(<init>|<clinit>|\\p{javaJavaIdentifierPart}+)"
                    // Erlang: `module:function/arity`, names quoted as in source.
                    + "|([a-z]\\w*|'[^']+'):([a-z]\\w*|'[^']+')/\\d+");
    private static final Pattern HEAP_FACT = Pattern.compile("([^#\\s]+)#([^#\\s]+)");

    private final String file;

    private RuleFile(String file) {
        this.file = file;
    }

    /// @param file as messages name it
    static List<Rule> read(String file, InputStream in) throws RuleBookException {
        return new RuleFile(file).rules(YamlNode.read(file, in));
    }

    private List<Rule> rules(YamlNode root) throws RuleBookException {
        YamlFields fields = YamlFields.of(file, root, "a list under `rules:`");
        List<Rule> rules = new ArrayList<>();
        for (YamlNode node : fields.list("rules")) {
            rules.add(rule(YamlFields.of(file, node, "a rule with its keys, beginning with `id`")));
        }
        fields.nothingElse();
        if (rules.isEmpty()) {
            throw new RuleBookException(file, root.line(), "no rule found, expected a list under `rules:`");
        }
        return rules;
    }

    private Rule rule(YamlFields fields) throws RuleBookException {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw fields.mistake("id", "`id` is `" + id + "`, expected lower-case words joined by `-` or `.`");
        }
        Role role = Role.valueOf(
                fields.choice("role", null, Set.of("victim", "owner", "idle")).toUpperCase(Locale.ROOT));
        boolean victim = role == Role.VICTIM;
        Rule rule = new Rule(
                id,
                subsystem(fields),
                fields.text("library"),
                fields.texts("versions"),
                frames(fields, "frames"),
                fields.flag("direct"),
                frames(fields, "above"),
                frames(fields, "below"),
                frames(fields, "consumers"),
                fields.texts("threadNames"),
                fields.flag("classInitialization"),
                states(fields),
                fields.flag("fallback"),
                role,
                fields.textOrNull("blockedFrame"),
                victim ? fields.text("waits") : "",
                role == Role.OWNER ? fields.text("doing") : "",
                victim ? fields.choice("cause", null, Vocabulary.CAUSES) : "none",
                fields.texts("explanation"),
                remedies(fields),
                heapFacts(fields),
                HolderFields.read(file, fields));
        fields.nothingElse();
        if (rule.frames().isEmpty()
                && rule.threadNames().isEmpty()
                && !rule.fallback()
                && !rule.classInitialization()) {
            throw fields.mistake(
                    "id",
                    "rule `" + id + "` can match nothing, expected `frames`, `threadNames` or `classInitialization`");
        }
        if (victim && rule.explanation().isEmpty()) {
            throw fields.mistake("id", "rule `" + id + "` lacks `explanation`, expected one or two sentences");
        }
        if (rule.versions().isEmpty()) {
            throw fields.mistake("id", "rule `" + id + "` lacks `versions`, expected those it was verified against");
        }
        return rule;
    }

    private Subsystem subsystem(YamlFields rule) throws RuleBookException {
        String category = rule.choice("category", null, Vocabulary.CATEGORIES);
        YamlNode node = rule.take("subsystem");
        if (node == null) {
            throw rule.mistake("id", "expected `subsystem: {id: …, name: …}`");
        }
        YamlFields fields = YamlFields.of(file, node, "`subsystem: {id: …, name: …}`");
        Subsystem subsystem = new Subsystem(fields.text("id"), fields.text("name"), category);
        fields.nothingElse();
        return subsystem;
    }

    private List<String> frames(YamlFields fields, String key) throws RuleBookException {
        List<String> frames = fields.texts(key);
        for (String frame : frames) {
            if (!FRAME.matcher(frame).matches()) {
                throw fields.mistake(
                        key, "`" + frame + "` in `" + key + "` is no frame, expected `package.Class$Nested.method`");
            }
        }
        return frames;
    }

    private Set<Activity> states(YamlFields fields) throws RuleBookException {
        EnumSet<Activity> states = EnumSet.noneOf(Activity.class);
        for (String state : fields.texts("state")) {
            if (!STATES.contains(state)) {
                throw fields.mistake(
                        "state",
                        "`state` is `" + state
                                + "`, expected one or a list of blocked, waiting, running, sleeping, or any");
            }
            if (state.equals("any")) {
                states.addAll(EnumSet.complementOf(EnumSet.of(Activity.ENDED)));
            } else {
                states.add(Activity.valueOf(state.toUpperCase(Locale.ROOT)));
            }
        }
        if (states.isEmpty()) {
            throw fields.mistake(
                    "id", "expected `state`: one or a list of blocked, waiting, running, sleeping, or any");
        }
        return states;
    }

    private List<Remedy> remedies(YamlFields rule) throws RuleBookException {
        List<Remedy> remedies = new ArrayList<>();
        for (YamlNode node : rule.list("remedies")) {
            YamlFields fields = YamlFields.of(file, node, "a remedy with `text`, `key`, `default`, `reference`");
            remedies.add(new Remedy(
                    fields.text("text"),
                    fields.textOrNull("key"),
                    fields.textOrNull("default"),
                    fields.textOrNull("reference")));
            fields.nothingElse();
        }
        return List.copyOf(remedies);
    }

    private List<HeapFact> heapFacts(YamlFields rule) throws RuleBookException {
        List<HeapFact> facts = new ArrayList<>();
        for (YamlNode node : rule.list("heapFacts")) {
            YamlFields fields = YamlFields.of(file, node, "a heap fact with `label` and `read`");
            String label = fields.text("label");
            Matcher read = HEAP_FACT.matcher(fields.text("read"));
            if (!read.matches()) {
                throw fields.mistake("read", "expected `read: package.Class#field.field`");
            }
            facts.add(new HeapFact(label, read.group(1), List.of(read.group(2).split("\\.", -1))));
            fields.nothingElse();
        }
        return List.copyOf(facts);
    }
}
