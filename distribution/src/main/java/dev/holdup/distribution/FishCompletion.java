package dev.holdup.distribution;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for fish: commands, and each command's options with what they mean. Files it completes by itself.
record FishCompletion(CommandLine holdup) {

    String text() {
        StringBuilder text = new StringBuilder("# Completion of holdup for fish\n");
        options(text, "__fish_use_subcommand", holdup);
        holdup.getSubcommands().forEach((name, command) -> {
            text.append("complete -c holdup -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(" -d ")
                    .append(quoted(
                            firstLine(command.getCommandSpec().usageMessage().description())))
                    .append('\n');
            String within = "__fish_seen_subcommand_from " + name;
            command.getSubcommands()
                    .keySet()
                    .forEach(inner -> text.append("complete -c holdup -n ")
                            .append(quoted(within))
                            .append(" -a ")
                            .append(inner)
                            .append('\n'));
            options(text, within, command);
        });
        return text.toString();
    }

    private static void options(StringBuilder text, String condition, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.hidden()) {
                continue;
            }
            text.append("complete -c holdup -n ").append(quoted(condition));
            for (String name : option.names()) {
                text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
            }
            if (option.arity().max() > 0) {
                text.append(" -r");
                Iterable<String> values = option.completionCandidates();
                if (values != null) {
                    text.append(" -f -a ").append(quoted(String.join(" ", values)));
                }
            }
            text.append(" -d ").append(quoted(firstLine(option.description()))).append('\n');
        }
    }

    private static String firstLine(String... description) {
        return List.of(description).stream()
                .map(line -> line.replace("%n", "\n").replace("%%", "%").replaceAll("\\$\\{[^}]*}", "…"))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .limit(1)
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
