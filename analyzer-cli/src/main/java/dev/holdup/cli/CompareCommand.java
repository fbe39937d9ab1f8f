package dev.holdup.cli;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.comparison.Comparer;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ComparisonReport;
import dev.holdup.report.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compare",
        description = {
            "Compares two analyses: what grew, shrank, is new or gone, and the verdict then and now.",
            "",
            "Each of the two is a dump, a folder or an archive with the dumps of one incident, or the report.json of an"
                    + " earlier analysis, or a folder that holds one. Things are the same by their names, never by address:"
                    + " the two may be of one process at two times, or of two versions. What only one of them knows is said,"
                    + " not guessed.",
            "",
            "--fail-on looks at the verdict of AFTER.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup compare heap-1.hprof heap-2.hprof",
            "  holdup compare monday/ tuesday/ -o out/leak.html",
            "  holdup compare before/report.json heap.hprof --format md",
            "  holdup compare erl_crash-1.dump erl_crash-2.dump"
        })
final class CompareCommand implements Callable<Integer> {
    private static final String DEFAULT_NAME = "holdup-comparison";
    private static final String SAVED = "report.json";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = DEFAULT_NAME,
            description =
                    "The comparison's name; each format goes beside it with its own ending."
                            + " A folder gets comparison.*; without -o the files are holdup-comparison.* in the current folder.")
    private String output = DEFAULT_NAME;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[,FORMAT]",
            split = ",",
            defaultValue = "html,json,md",
            converter = FormatConverter.class,
            completionCandidates = OptionWords.Formats.class,
            description = "Of html, json, md (GitHub), jira and text; by default ${DEFAULT-VALUE}.")
    private Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A dump, a folder of dumps, or a report.json.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "The same of later, or of another version.")
    private Path after = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        ReportFiles files = ReportFiles.at(output, "comparison", formats);
        files.prepare(List.of(before, after));
        IncidentReport then = analyzed(before);
        IncidentReport now = analyzed(after);
        Comparison comparison = Comparer.compare(
                before.toString(),
                then,
                after.toString(),
                now,
                new IncidentReport.Tool("holdup", ToolVersion.number()));
        files.write((format, out) -> ComparisonReport.write(comparison, format, out));
        Summary.print(comparison, files.paths(), holdup.options().showsColors());
        return holdup.options().failOn().exitCodeFor(now.verdict().kind()).number();
    }

    /// The report that is there, or the one of the dumps.
    private IncidentReport analyzed(Path input) throws CommandFailure {
        if (!Files.exists(input)) {
            throw CommandFailure.unreadable(input + " does not exist: check the path.");
        }
        Path saved = Files.isDirectory(input) ? input.resolve(SAVED) : input;
        if (Files.isRegularFile(saved)) {
            SavedJson json = new SavedJson(saved);
            if (json.isComparison()) {
                throw CommandFailure.unreadable(saved + " is a comparison already: give the report.json of one side.");
            }
            if (json.isOurs()) {
                return json.report();
            }
        }
        holdup.options().messages().note("analyzing " + input);
        try (ProgressDisplay progress = holdup.options().messages().progress(Terminal.ofThisProcess())) {
            return switch (new IncidentAnalyzer(options()).analyze(List.of(input), progress)) {
                case AnalysisOutcome.Failed(String message) -> throw CommandFailure.unreadable(message);
                case AnalysisOutcome.Analyzed(var report) -> report;
            };
        }
    }

    /// Without the views of a heap: a comparison shows none.
    private AnalyzerOptions options() throws CommandFailure {
        CommonOptions common = holdup.options();
        return new AnalyzerOptions(
                ToolVersion.number(), common.threads(), common.memory(), common.ruleBook(), Set.of(), false);
    }
}
