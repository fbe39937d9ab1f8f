package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = {
            "Analyzes an incident that comes along: a web server whose request threads are held up by logging to a disk"
                    + " that stalls. The dumps are real; see the README beside them.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  holdup demo && xdg-open holdup-report.html"})
final class DemoCommand implements Callable<Integer> {
    private static final String INCIDENT = "demo/logback-stalled-disk";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CommandFailure {
        ReportFiles files = output.files();
        ExitCode exitCode = new Incident(dumps(), files, holdup.options()).analyze();
        files.paths().stream()
                .filter(path -> path.toString().endsWith(".html"))
                .forEach(page -> System.out.println("open " + Terminal.printable(page.toString())));
        return exitCode.number();
    }

    /// The incident's folder also holds its story, which is no dump.
    private static List<Path> dumps() throws CommandFailure {
        Path folder = Path.of(System.getProperty("holdup.home", ".")).resolve(INCIDENT);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(DemoCommand::isDump).sorted().toList();
        } catch (IOException missing) {
            throw CommandFailure.unreadable(
                    "The demo's dumps are not in " + folder + ": run holdup by its launcher, from a clone or unpacked.",
                    missing);
        }
    }

    private static boolean isDump(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.endsWith(".md") && !name.endsWith(".json");
    }
}
