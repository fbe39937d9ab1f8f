package dev.holdup.cli;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ComparisonReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "render",
        description = {
            "Draws a report again from its report.json, or a comparison from its JSON, without the dumps.",
            "",
            "The same report.json gives the same bytes. Where the JSON would be written over the file that it is read from,"
                    + " it is left as it is.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  holdup render holdup-report.json", "  holdup render incident-17.json --format md -o ticket.md"})
final class RenderCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DetailOption detail = new DetailOption();

    @Parameters(paramLabel = "REPORT.JSON", description = "Written by analyze, demo or compare.")
    private Path saved = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        SavedJson json = new SavedJson(saved);
        boolean comparison = json.isComparison();
        ReportFiles files = output.files();
        if (saved.toString().endsWith(".json")) {
            files = files.without(saved);
        }
        return comparison ? comparison(json, files) : report(json, files);
    }

    private int report(SavedJson json, ReportFiles files) throws CommandFailure {
        Detail given = detail.given();
        IncidentReport report = given == null ? json.report() : json.report().in(given);
        files.prepare(List.of(saved));
        files.write(report);
        Summary.print(report, files.paths(), holdup.options().showsColors());
        return holdup.options().failOn().exitCodeFor(report.verdict().kind()).number();
    }

    private int comparison(SavedJson json, ReportFiles files) throws CommandFailure {
        Comparison comparison = json.comparison();
        files.prepare(List.of(saved));
        files.write((format, out) -> ComparisonReport.write(comparison, format, out));
        Summary.print(comparison, files.paths(), holdup.options().showsColors());
        return holdup.options()
                .failOn()
                .exitCodeFor(comparison.after().verdict().kind())
                .number();
    }
}
