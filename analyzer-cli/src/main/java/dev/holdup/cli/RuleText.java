package dev.holdup.cli;

import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.rules.HeapCondition;
import dev.holdup.analysis.rules.HeapFact;
import dev.holdup.analysis.rules.HeapFigure;
import dev.holdup.analysis.rules.HolderSearch;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.Activity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rules as text: all of them as a table, one in the form of a rule file.
final class RuleText {
    private static final int WIDEST_LIBRARY = 44;

    private final StringBuilder out = new StringBuilder();

    private RuleText() {}

    static String table(List<Rule> rules) {
        int ids = width(rules.stream().map(Rule::id).toList());
        int categories =
                width(rules.stream().map(rule -> rule.subsystem().category()).toList());
        int libraries =
                Math.min(WIDEST_LIBRARY, width(rules.stream().map(Rule::library).toList()));
        String format = "%-" + ids + "s  %-" + categories + "s  %-" + libraries + "s  %s%n";
        StringBuilder table = new StringBuilder(String.format(format, "ID", "CATEGORY", "LIBRARY", "SUCH THREADS"));
        for (Rule rule : rules) {
            table.append(String.format(
                    format,
                    Terminal.printable(rule.id()),
                    rule.subsystem().category(),
                    Terminal.printable(rule.library()),
                    Terminal.printable(meaning(rule))));
        }
        return table.toString();
    }

    /// What threads that the rule knows are up to.
    private static String meaning(Rule rule) {
        return switch (rule.role()) {
            case VICTIM -> "wait " + rule.waits();
            case OWNER -> "are " + rule.doing();
            case IDLE -> "wait for work";
        };
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /// A rule file with this rule alone; its comment says where it stands.
    static String full(Rule rule) {
        RuleText text = new RuleText();
        text.out
                .append("# ")
                .append(rule.source().builtIn() ? "built-in, " : "")
                .append(Terminal.printable(rule.source().file()))
                .append(" line ")
                .append(rule.source().line())
                .append("\nrules:\n  - id: ")
                .append(rule.id())
                .append('\n');
        text.keys(rule);
        return text.out.toString();
    }

    private void keys(Rule rule) {
        line("category", rule.subsystem().category());
        out.append("    subsystem: {id: ")
                .append(quoted(rule.subsystem().id()))
                .append(", name: ")
                .append(quoted(rule.subsystem().name()))
                .append("}\n");
        line("library", rule.library());
        list("versions", rule.versions());
        list("with", rule.with());
        list("threadNames", rule.threadNames());
        list("frames", rule.frames());
        list("above", rule.above());
        list("below", rule.below());
        list("unless", rule.unless());
        list("consumers", rule.consumers());
        flag("direct", rule.direct());
        flag("classInitialization", rule.classInitialization());
        list(
                "state",
                rule.states().stream()
                        .sorted()
                        .map(Activity::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        if (rule.atLeast() > 1) {
            line("atLeast", String.valueOf(rule.atLeast()));
        }
        list("heap", rule.heap().stream().map(HeapCondition::toString).toList());
        flag("first", rule.first());
        flag("fallback", rule.fallback());
        line("role", rule.role().name().toLowerCase(Locale.ROOT));
        if (rule.blockedFrame() != null) {
            line("blockedFrame", rule.blockedFrame());
        }
        line("waits", rule.waits());
        line("doing", rule.doing());
        if (!rule.waits().isEmpty()) {
            line("cause", rule.cause());
        }
        list("explanation", rule.explanation());
        remedies(rule.remedies());
        facts(rule.heapFacts());
        holders(rule.holders());
    }

    private void holders(@Nullable HolderSearch holders) {
        if (holders == null) {
            return;
        }
        out.append("    holders:\n");
        holder("noun", List.of(holders.noun()), " ");
        holder("resource", List.of(holders.resource()), " ");
        holder("handedOut", holders.handedOut(), ", ");
        holder("of", holders.of(), ".");
        holder("all", holders.all(), ".");
        if (holders.whereField() != null) {
            holder("where", List.of(holders.whereField() + "=" + holders.whereValue()), " ");
        }
        holder("capacity", holders.capacity(), ".");
        holder("inUse", holders.inUse(), ".");
        holder("waiting", holders.waiting(), ".");
        holder("stopAt", holders.stopAt(), ", ");
    }

    /// @param between names of classes a comma, which makes a list; names of fields a dot
    private void holder(String key, List<String> texts, String between) {
        if (!texts.isEmpty()) {
            String joined =
                    String.join(between, texts.stream().map(Terminal::printable).toList());
            boolean list = texts.size() > 1 && between.equals(", ");
            out.append("      ")
                    .append(key)
                    .append(": ")
                    .append(list ? "[" + joined + "]" : joined)
                    .append('\n');
        }
    }

    private void remedies(List<Remedy> remedies) {
        if (!remedies.isEmpty()) {
            out.append("    remedies:\n");
        }
        for (Remedy remedy : remedies) {
            out.append("      - text: ").append(quoted(remedy.text())).append('\n');
            inner("key", remedy.key());
            inner("default", remedy.defaultValue());
            inner("reference", remedy.reference());
        }
    }

    private void facts(List<HeapFact> facts) {
        if (!facts.isEmpty()) {
            out.append("    heapFacts:\n");
        }
        for (HeapFact fact : facts) {
            out.append("      - label: ").append(quoted(fact.label())).append('\n');
            figures("read", fact.value());
            figures("of", fact.limit());
        }
    }

    private void figures(String key, List<HeapFigure> figures) {
        if (figures.size() == 1) {
            inner(key, figures.getFirst().toString());
        } else if (!figures.isEmpty()) {
            out.append("        ").append(key).append(":\n");
            figures.forEach(figure ->
                    out.append("          - ").append(quoted(figure.toString())).append('\n'));
        }
    }

    private void inner(String key, @Nullable String text) {
        if (text != null) {
            out.append("        ").append(key).append(": ").append(quoted(text)).append('\n');
        }
    }

    private void line(String key, String text) {
        if (!text.isEmpty()) {
            out.append("    ").append(key).append(": ").append(quoted(text)).append('\n');
        }
    }

    private void flag(String key, boolean set) {
        if (set) {
            out.append("    ").append(key).append(": true\n");
        }
    }

    private void list(String key, List<String> texts) {
        if (!texts.isEmpty()) {
            out.append("    ").append(key).append(":\n");
            texts.forEach(text -> out.append("      - ").append(quoted(text)).append('\n'));
        }
    }

    /// As YAML takes it: plain where that is safe, so that the text reads back as itself.
    private static String quoted(String raw) {
        String text = Terminal.printable(raw);
        boolean plain = text.matches("[A-Za-z][^:#\\n\"'{}\\[\\],&*!|>%@`]*[^:#\\s\"'{}\\[\\],&*!|>%@`]")
                && !text.matches("(?i)true|false|yes|no|on|off|null|~");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
