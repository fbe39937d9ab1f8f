package dev.holdup.cli;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.JsonReport;
import dev.holdup.report.UnreadableReportException;
import java.io.IOException;
import java.nio.file.Files;
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
            "Draws a report again from its report.json, without the dumps.",
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

    @Parameters(paramLabel = "REPORT.JSON", description = "Written by analyze or demo.")
    private Path saved = Path.of("");

    @Override
    public Integer call() throws CommandFailure {
        IncidentReport report = read();
        ReportFiles files = output.files();
        if (saved.toString().endsWith(".json")) {
            files = files.without(saved);
        }
        files.prepare(List.of(saved));
        files.write(report);
        Summary.print(report, files.paths(), holdup.options().showsColors());
        return holdup.options().failOn().exitCodeFor(report.verdict().kind()).number();
    }

    private IncidentReport read() throws CommandFailure {
        if (!Files.exists(saved)) {
            throw CommandFailure.unreadable(saved + " does not exist: check the path.");
        }
        if (Files.isDirectory(saved)) {
            throw CommandFailure.unreadable(saved + " is a folder: give the report.json in it.");
        }
        try {
            return JsonReport.read(saved);
        } catch (UnreadableReportException notAReport) {
            throw CommandFailure.unreadable(String.valueOf(notAReport.getMessage()), notAReport);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + saved + ": check its permissions.", unreadable);
        }
    }
}
