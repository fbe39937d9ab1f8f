package dev.holdup.cli;

import dev.holdup.report.ReportFormat;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/// Where a report goes and in which forms.
final class OutputOptions {
    private static final String DEFAULT_NAME = "holdup-report";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            defaultValue = DEFAULT_NAME,
            description = {
                "The report's name; each format goes beside it with its own ending:"
                        + " -o out/r.html gives out/r.html, out/r.json, out/r.md."
                        + " A folder gets report.*; without -o the files are holdup-report.* in the current folder."
            })
    private String path = DEFAULT_NAME;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[,FORMAT]",
            split = ",",
            defaultValue = "html,json,md",
            converter = FormatConverter.class,
            completionCandidates = OptionWords.Formats.class,
            description = "Of html, json, md (GitHub), jira and text; by default ${DEFAULT-VALUE}.")
    private Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);

    ReportFiles files() throws CommandFailure {
        return ReportFiles.at(path, "report", formats);
    }
}
