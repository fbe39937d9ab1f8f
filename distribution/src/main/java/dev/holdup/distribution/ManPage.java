package dev.holdup.distribution;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// One page of the manual in the language of troff, with what `--help` says.
final class ManPage {
    private static final CommandLine.Help.Ansi PLAIN = CommandLine.Help.Ansi.OFF;

    private final CommandLine command;
    private final CommandSpec spec;
    private final UsageMessageSpec usage;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
        this.usage = spec.usageMessage();
    }

    String file() {
        return name() + ".1";
    }

    private String name() {
        return spec.qualifiedName("-");
    }

    String text() {
        page.setLength(0);
        page.append(".TH \"")
                .append(escaped(name().toUpperCase(java.util.Locale.ROOT)))
                .append("\" 1 \"\" \"holdup\" \"User Commands\"\n.nh\n.ad l\n");
        section("NAME");
        line(name() + " - " + firstSentence());
        section("SYNOPSIS");
        verbatim(command.getHelp().synopsis(0));
        section("DESCRIPTION");
        verbatim(sentences(usage.description()));
        arguments();
        options();
        commands();
        if (usage.footer().length > 0) {
            section(heading(usage.footerHeading()));
            verbatim(sentences(usage.footer()));
        }
        exitStatus();
        seeAlso();
        return page.toString();
    }

    private void arguments() {
        List<PositionalParamSpec> shown = spec.positionalParameters().stream()
                .filter(one -> !one.hidden())
                .toList();
        if (!shown.isEmpty()) {
            section("ARGUMENTS");
            shown.forEach(one -> entry(one.paramLabel(), described(one)));
        }
    }

    private void options() {
        List<OptionSpec> shown =
                spec.options().stream().filter(one -> !one.hidden()).toList();
        if (!shown.isEmpty()) {
            section("OPTIONS");
            for (OptionSpec option : shown) {
                String names = String.join(", ", option.names());
                boolean takesValue = option.arity().max() > 0;
                entry(takesValue ? names + "=" + option.paramLabel() : names, described(option));
            }
        }
    }

    private void commands() {
        if (!command.getSubcommands().isEmpty()) {
            section("COMMANDS");
            command.getSubcommands().forEach((name, its) -> entry(name, new ManPage(its).firstSentence()));
        }
    }

    private void exitStatus() {
        Map<String, String> codes = usage.exitCodeList();
        if (!codes.isEmpty()) {
            section("EXIT STATUS");
            codes.forEach((code, meaning) -> entry(code.strip(), meaning));
        }
    }

    private void seeAlso() {
        section("SEE ALSO");
        CommandLine parent = command.getParent();
        String others = parent == null
                ? command.getSubcommands().keySet().stream()
                        .map(name -> name() + "-" + name + "(1)")
                        .collect(Collectors.joining(", "))
                : "holdup(1)";
        line(others);
    }

    /// What the list of commands says of it, which is the first of its description.
    private String firstSentence() {
        for (String paragraph : usage.description()) {
            String text = plain(paragraph).strip();
            if (!text.isEmpty()) {
                int end = text.indexOf(". ");
                return end < 0 ? text : text.substring(0, end + 1);
            }
        }
        return "";
    }

    /// The description with its default value in place, as picocli's own help shows it.
    private static String described(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        String value = argument.defaultValueString(true);
        return plain(text.replace("${DEFAULT-VALUE}", value == null ? "" : value)
                .replace("${COMPLETION-CANDIDATES}", candidates(argument)));
    }

    private static String candidates(ArgSpec argument) {
        Iterable<String> all = argument.completionCandidates();
        return all == null ? "" : String.join(", ", all);
    }

    private static List<String> lines(String... paragraphs) {
        return List.of(plain(String.join("\n", paragraphs)).split("\n", -1));
    }

    private static String sentences(String... paragraphs) {
        return String.join("\n", lines(paragraphs)).replaceFirst("^\n+", "").stripTrailing();
    }

    private static String plain(String marked) {
        return PLAIN.new Text(marked.replace("%n", "\n").replace("%%", "%")).toString();
    }

    private static String heading(String marked) {
        String words = plain(marked).strip().replaceAll(":$", "");
        return words.isEmpty() ? "NOTES" : words.toUpperCase(java.util.Locale.ROOT);
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void entry(String term, String meaning) {
        page.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
        line(meaning.strip());
    }

    private void line(String text) {
        text.lines().forEach(one -> page.append(escaped(one.strip())).append('\n'));
    }

    /// Text whose lines are laid out already; those that are not indented are filled.
    private void verbatim(String text) {
        for (String one : text.stripTrailing().split("\n", -1)) {
            if (one.isBlank()) {
                page.append(".PP\n");
            } else if (one.startsWith(" ")) {
                page.append(".nf\n").append(escaped(one)).append("\n.fi\n");
            } else {
                page.append(escaped(one)).append("\n.br\n");
            }
        }
    }

    /// A line of text that troff takes for nothing else: no request, no escape, hyphens as they are typed.
    static String escaped(String line) {
        String safe = line.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
