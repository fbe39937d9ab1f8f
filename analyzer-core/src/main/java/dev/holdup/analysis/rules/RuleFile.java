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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One YAML file → its rules and descriptions of collections, and every mistake in it.
final class RuleFile {
    private static final Set<String> STATES = Set.of("blocked", "waiting", "running", "sleeping", "any");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final Pattern FRAME =
            Pattern.compile("[\\p{javaJavaIdentifierPart}.]+\\.(<init>|<clinit>|\\p{javaJavaIdentifierPart}+)"
                    // Erlang: `module:function/arity`, names quoted as in source.
                    + "|([a-z]\\w*|'[^']+'):([a-z]\\w*|'[^']+')/\\d+");
    private static final Pattern ARTIFACT = Pattern.compile("[\\w.-]+:[\\w.-]+:[\\w.-]+");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");
    private static final int SENTENCES = 3;

    private final String file;
    private final boolean builtIn;
    private final List<RuleBookException> mistakes = new ArrayList<>();

    private RuleFile(String file, boolean builtIn) {
        this.file = file;
        this.builtIn = builtIn;
    }

    /// @param rules those without a mistake
    /// @param collections those without a mistake
    record Checked(List<Rule> rules, List<CollectionDescription> collections, List<RuleBookException> mistakes) {}

    /// @param file as messages name it
    /// @throws RuleBookException for the first mistake
    static Checked read(String file, boolean builtIn, InputStream in) throws RuleBookException {
        Checked checked = check(file, builtIn, in);
        if (!checked.mistakes().isEmpty()) {
            throw checked.mistakes().getFirst();
        }
        return checked;
    }

    /// @param file as messages name it
    static Checked check(String file, boolean builtIn, InputStream in) {
        RuleFile reading = new RuleFile(file, builtIn);
        List<Rule> rules = new ArrayList<>();
        List<CollectionDescription> collections = new ArrayList<>();
        reading.attempt(() -> reading.readInto(rules, collections, YamlNode.read(file, in)));
        return new Checked(List.copyOf(rules), List.copyOf(collections), List.copyOf(reading.mistakes));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws RuleBookException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T get() throws RuleBookException;
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (RuleBookException mistake) {
            mistakes.add(mistake);
        }
    }

    /// What could be read, or `otherwise` with the mistake noted, so that the next key is looked at as well.
    private <T> T attempt(T otherwise, Reading<T> reading) {
        try {
            return reading.get();
        } catch (RuleBookException mistake) {
            mistakes.add(mistake);
            return otherwise;
        }
    }

    private void readInto(List<Rule> rules, List<CollectionDescription> collections, YamlNode root)
            throws RuleBookException {
        YamlFields fields = YamlFields.of(file, root, "a list under `rules:`");
        for (YamlNode node : fields.list("collections")) {
            attempt(() -> collections.add(CollectionFields.read(file, builtIn, node)));
        }
        List<YamlNode> nodes = fields.list("rules");
        for (YamlNode node : nodes) {
            int before = mistakes.size();
            attempt(() -> {
                Rule rule = rule(YamlFields.of(file, node, "a rule with its keys, beginning with `id`"));
                if (mistakes.size() == before) {
                    rules.add(rule);
                }
            });
        }
        List<RuleBookException> unknown = fields.unknownKeys();
        mistakes.addAll(unknown);
        if (nodes.isEmpty() && !fields.has("collections") && unknown.isEmpty()) {
            throw new RuleBookException(file, root.line(), "no rule found, expected a list under `rules:`");
        }
    }

    private Rule rule(YamlFields fields) throws RuleBookException {
        String id = attempt("", () -> id(fields));
        String roleName = attempt("", () -> fields.choice("role", null, Set.of("victim", "owner", "idle")));
        Role role = roleName.isEmpty() ? Role.VICTIM : Role.valueOf(roleName.toUpperCase(Locale.ROOT));
        // A rule without a role is asked for nothing that depends on it.
        boolean victim = roleName.equals("victim");
        Rule rule = new Rule(
                id,
                attempt(Subsystem.NONE, () -> subsystem(fields)),
                attempt("", () -> fields.text("library")),
                attempt(List.of(), () -> fields.texts("versions")),
                attempt(List.of(), () -> artifacts(fields)),
                attempt(List.of(), () -> frames(fields, "frames")),
                attempt(false, () -> fields.flag("direct")),
                attempt(List.of(), () -> frames(fields, "above")),
                attempt(List.of(), () -> frames(fields, "below")),
                attempt(List.of(), () -> frames(fields, "unless")),
                attempt(List.of(), () -> frames(fields, "consumers")),
                attempt(List.of(), () -> fields.texts("threadNames")),
                attempt(false, () -> fields.flag("classInitialization")),
                attempt(Set.of(), () -> states(fields)),
                attempt(1, () -> atLeast(fields)),
                attempt(List.of(), () -> heapConditions(fields)),
                attempt(false, () -> fields.flag("first")),
                attempt(false, () -> fields.flag("fallback")),
                role,
                emptyToNull(attempt("", () -> blockedFrame(fields))),
                attempt("", () -> victim ? waits(fields) : fields.text("waits", "")),
                attempt("", () -> role == Role.OWNER ? fields.text("doing") : fields.text("doing", "")),
                attempt("", () -> cause(fields, victim)),
                attempt(List.of(), () -> fields.texts("explanation")),
                attempt(List.of(), () -> remedies(fields)),
                attempt(List.of(), () -> heapFacts(fields)),
                holders(fields),
                new Rule.Source(file, fields.line(), builtIn));
        List<RuleBookException> unknown = fields.unknownKeys();
        mistakes.addAll(unknown);
        asWhole(rule, victim, !unknown.isEmpty(), fields);
        return rule;
    }

    /// What no single key tells.
    ///
    /// @param misspelt whether it has a key that is not known: what seems to be missing may be behind that
    private void asWhole(Rule rule, boolean victim, boolean misspelt, YamlFields fields) {
        String name = "rule `" + rule.id() + "`";
        if (!misspelt
                && rule.frames().isEmpty()
                && rule.threadNames().isEmpty()
                && !rule.fallback()
                && !rule.classInitialization()
                && !fields.has("frames")) {
            mistakes.add(fields.mistake(
                    "id", name + " can match nothing, expected `frames`, `threadNames` or `classInitialization`"));
        }
        if (!misspelt && victim && !fields.has("explanation")) {
            mistakes.add(fields.mistake("id", name + " lacks `explanation`, expected one or two sentences"));
        }
        if (rule.explanation().size() > SENTENCES) {
            mistakes.add(fields.mistake(
                    "explanation",
                    "`explanation` has " + rule.explanation().size() + " entries, expected up to " + SENTENCES
                            + ", a sentence each"));
        }
        if (!misspelt && fields.isEmpty("versions")) {
            mistakes.add(fields.mistake("id", name + " lacks `versions`, expected those it was verified against"));
        }
        if (rule.role() != Role.VICTIM) {
            for (String key : List.of("waits", "cause", "consumers", "atLeast")) {
                if (fields.has(key)) {
                    mistakes.add(fields.mistake(
                            key,
                            "`" + key + "` belongs to victims, expected none in " + name + ", whose role is "
                                    + rule.role().name().toLowerCase(Locale.ROOT)));
                }
            }
        }
        if (rule.role() != Role.OWNER && fields.has("doing")) {
            mistakes.add(fields.mistake("doing", "`doing` belongs to owners, expected `waits` in " + name));
        }
    }

    private String id(YamlFields fields) throws RuleBookException {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw fields.mistake("id", "`id` is `" + id + "`, expected lower-case words joined by `-` or `.`");
        }
        return id;
    }

    private Subsystem subsystem(YamlFields rule) throws RuleBookException {
        String category = attempt("none", () -> rule.choice("category", null, Vocabulary.CATEGORIES));
        YamlNode node = rule.take("subsystem");
        if (node == null) {
            throw rule.mistake("id", "expected `subsystem: {id: …, name: …}`");
        }
        YamlFields fields = YamlFields.of(file, node, "`subsystem: {id: …, name: …}`");
        Subsystem subsystem = new Subsystem(fields.text("id"), fields.text("name"), category);
        mistakes.addAll(fields.unknownKeys());
        return subsystem;
    }

    private static List<String> artifacts(YamlFields fields) throws RuleBookException {
        List<String> artifacts = fields.texts("with");
        for (String artifact : artifacts) {
            if (!ARTIFACT.matcher(artifact).matches()) {
                throw fields.mistake(
                        "with", "`" + artifact + "` in `with` is no library, expected `group:artifact:version`");
            }
        }
        return artifacts;
    }

    private static List<String> frames(YamlFields fields, String key) throws RuleBookException {
        List<String> frames = fields.texts(key);
        for (String frame : frames) {
            if (!FRAME.matcher(frame).matches()) {
                throw fields.mistake(
                        key, "`" + frame + "` in `" + key + "` is no frame, expected `package.Class$Nested.method`");
            }
        }
        return frames;
    }

    private static String blockedFrame(YamlFields fields) throws RuleBookException {
        String frame = fields.text("blockedFrame", "");
        if (!frame.isEmpty() && !FRAME.matcher(frame).matches()) {
            throw fields.mistake("blockedFrame", "`" + frame + "` is no frame, expected `package.Class$Nested.method`");
        }
        return frame;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String waits(YamlFields fields) throws RuleBookException {
        String waits = fields.text("waits");
        if (!waits.startsWith("for ") && !waits.startsWith("to ")) {
            throw fields.mistake(
                    "waits",
                    "`waits` is `" + waits + "`, expected words to stand after \"threads wait\": `for …` or `to …`");
        }
        return waits;
    }

    private static String cause(YamlFields fields, boolean victim) throws RuleBookException {
        return victim ? fields.choice("cause", null, Vocabulary.CAUSES) : fields.text("cause", "none");
    }

    private static int atLeast(YamlFields fields) throws RuleBookException {
        String count = fields.text("atLeast", "1");
        if (!COUNT.matcher(count).matches()) {
            throw fields.mistake("atLeast", "`atLeast` is `" + count + "`, expected a number of threads from 1");
        }
        return Integer.parseInt(count);
    }

    private static Set<Activity> states(YamlFields fields) throws RuleBookException {
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

    private List<Remedy> remedies(YamlFields rule) {
        List<Remedy> remedies = new ArrayList<>();
        for (YamlNode node : rule.list("remedies")) {
            attempt(() -> {
                YamlFields fields = YamlFields.of(file, node, "a remedy with `text`, `key`, `default`, `reference`");
                remedies.add(new Remedy(
                        fields.text("text"),
                        fields.textOrNull("key"),
                        fields.textOrNull("default"),
                        fields.textOrNull("reference")));
                mistakes.addAll(fields.unknownKeys());
                if (fields.has("default") && !fields.has("key")) {
                    throw fields.mistake("default", "`default` is given without `key`, expected the key it belongs to");
                }
            });
        }
        return List.copyOf(remedies);
    }

    private List<HeapFact> heapFacts(YamlFields rule) {
        List<HeapFact> facts = new ArrayList<>();
        for (YamlNode node : rule.list("heapFacts")) {
            attempt(() -> {
                YamlFields fields = YamlFields.of(file, node, "a heap fact with `label`, `read` and perhaps `of`");
                String label = fields.text("label");
                List<HeapFigure> read = figures(fields, "read");
                if (read.isEmpty()) {
                    throw fields.mistake("label", "expected `read: package.Class#field.field`");
                }
                facts.add(new HeapFact(label, read, figures(fields, "of")));
                mistakes.addAll(fields.unknownKeys());
            });
        }
        return List.copyOf(facts);
    }

    private @Nullable HolderSearch holders(YamlFields fields) {
        try {
            return HolderFields.read(file, fields);
        } catch (RuleBookException mistake) {
            mistakes.add(mistake);
            return null;
        }
    }

    private static List<HeapFigure> figures(YamlFields fields, String key) throws RuleBookException {
        List<HeapFigure> figures = new ArrayList<>();
        for (String text : fields.texts(key)) {
            figures.add(HeapFigure.parse(text)
                    .orElseThrow(() -> fields.mistake(
                            key,
                            "`" + key + "` is `" + text + "`, expected `" + key
                                    + ": package.Class#field.field`, perhaps with ` - field.field` behind it")));
        }
        return List.copyOf(figures);
    }

    private static List<HeapCondition> heapConditions(YamlFields fields) throws RuleBookException {
        List<HeapCondition> conditions = new ArrayList<>();
        for (String text : fields.texts("heap")) {
            conditions.add(HeapCondition.parse(text)
                    .orElseThrow(() -> fields.mistake(
                            "heap",
                            "`heap` is `" + text + "`, expected `package.Class#field.field = 0`, or with `<` or `>`")));
        }
        return List.copyOf(conditions);
    }
}
