package dev.holdup.cli;

import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleBookException;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command takes, before or after the command's name.
final class CommonOptions {
    @Option(
            names = "--fail-on",
            paramLabel = "KIND[,KIND]",
            defaultValue = "never",
            converter = FailOn.Converter.class,
            scope = ScopeType.INHERIT,
            description = "End with exit code 1 if the verdict is of one of these kinds, such as blocked or deadlock;"
                    + " any: whatever names a culprit, so neither healthy nor inconclusive; never: the default.")
    private FailOn failOn = FailOn.NEVER;

    @Option(
            names = "--threads",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Worker threads; by default one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            scope = ScopeType.INHERIT,
            converter = ByteSize.Converter.class,
            description =
                    "Memory to take beside the mapped dump, such as 800m or 2g; what does not fit lies in temporary"
                            + " files. By default four fifths of the machine's; for all analyses of batch or serve"
                            + " together, half of it.")
    private @Nullable ByteSize maxMemory;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A folder with rules of your own (*.yaml), preferred to the built-in ones. Repeatable.")
    private List<Path> ruleDirectories = new ArrayList<>();

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No progress and no notes: the result and errors only.")
    private boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            converter = ColorChoice.Converter.class,
            completionCandidates = OptionWords.Colors.class,
            scope = ScopeType.INHERIT,
            description =
                    "Colors in the summary: always, never, or auto, the default: on a terminal, unless NO_COLOR is set.")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version and end.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    AnalyzerOptions forAnalyzer(ViewOptions views) throws CommandFailure {
        List<String> given = new ArrayList<>(views.given());
        limitUnpackingThreads();
        ruleDirectories.forEach(directory -> given.add("--rules " + directory.getFileName()));
        return new AnalyzerOptions(
                ToolVersion.number(),
                threads(),
                memory(),
                ruleBook(),
                views.views(),
                views.showValues(),
                views.detail(),
                List.copyOf(given));
    }

    /// Opens a dump, and unpacks it with no more threads and memory than the user allows.
    OpenDumps open(Path file) throws CommandFailure, MalformedDumpException, IOException {
        limitUnpackingThreads();
        return DumpReader.openAll(
                List.of(file), UnpackLimits.ofSystemProperties().within(memory().bytes()));
    }

    private void limitUnpackingThreads() throws CommandFailure {
        if (threads() < Runtime.getRuntime().availableProcessors()) {
            UnpackLimits.limitThreads(threads());
        }
    }

    /// The built-in rules and those of `--rules`.
    RuleBook ruleBook() throws CommandFailure {
        for (Path directory : ruleDirectories) {
            if (!Files.isDirectory(directory)) {
                throw CommandFailure.wrongUsage(
                        "--rules wants a folder with *.yaml files, which " + directory + " is not: check the path.");
            }
        }
        try {
            return RuleBook.with(ruleDirectories);
        } catch (RuleBookException mistake) {
            throw CommandFailure.wrongUsage(String.valueOf(mistake.getMessage()), mistake);
        }
    }

    int threads() throws CommandFailure {
        if (threads < 1) {
            throw CommandFailure.wrongUsage("--threads must be 1 or more, not " + threads + ".");
        }
        return threads;
    }

    MemoryLimit memory() {
        return maxMemory == null ? MemoryLimit.ofMachine() : new MemoryLimit(maxMemory.bytes());
    }

    /// Null if the user left it to us.
    @Nullable
    Long memoryGiven() {
        return maxMemory == null ? null : (Long) maxMemory.bytes();
    }

    List<Path> ruleDirectories() {
        return ruleDirectories.stream().map(Path::toAbsolutePath).toList();
    }

    FailOn failOn() {
        return failOn;
    }

    /// Whether what goes to standard output is coloured.
    boolean showsColors() {
        return color.shows(Terminal.ofThisProcess());
    }

    Messages messages() {
        return new Messages(System.err, quiet, debug);
    }
}
