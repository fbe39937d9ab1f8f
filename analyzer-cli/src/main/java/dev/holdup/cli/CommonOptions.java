package dev.holdup.cli;

import dev.holdup.analysis.AnalyzerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Options that every command takes, before or after the command's name.
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    private int threads = Runtime.getRuntime().availableProcessors();
    private final List<Path> ruleDirectories = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "KIND[,KIND]",
            defaultValue = "never",
            converter = FailOn.Converter.class,
            scope = ScopeType.INHERIT,
            description = {
                "End with exit code 1 if the verdict is of one of these kinds: blocked, deadlock, retained-by-object, …;"
                        + " any: whatever names a culprit, so neither healthy nor inconclusive;"
                        + " never: the default."
            })
    private FailOn failOn = FailOn.NEVER;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No progress, no notes: the result and errors only.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(
            names = "--threads",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Worker threads; by default one for each processor.")
    void threads(int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), "--threads must be 1 or more, not " + number);
        }
        threads = number;
    }

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A folder with rules of your own (*.yaml), preferred to the built-in ones. Repeatable.")
    void rules(List<Path> directories) {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--rules wants a folder with *.yaml files, which " + directory + " is not");
            }
        }
        ruleDirectories.clear();
        ruleDirectories.addAll(directories);
    }

    AnalyzerOptions forAnalyzer() {
        return new AnalyzerOptions(ToolVersion.number(), threads, List.copyOf(ruleDirectories));
    }

    int threads() {
        return threads;
    }

    FailOn failOn() {
        return failOn;
    }

    Messages messages() {
        return new Messages(System.err, quiet, debug);
    }
}
