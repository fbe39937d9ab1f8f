package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = {
            "Analyzes an incident that comes along: a web server whose request threads are held up by logging to a disk"
                    + " that stalls; with --erlang a node whose connections are held up by lager. The dumps are real; see the"
                    + " README beside them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  holdup demo && xdg-open holdup-report.html", "  holdup demo --erlang"})
final class DemoCommand implements Callable<Integer> {
    private static final String JVM = "demo/logback-stalled-disk";
    private static final String NODE = "demo/lager-stalled";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(names = "--erlang", description = "The incident of an Erlang node instead.")
    private boolean erlang;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ViewOptions views = new ViewOptions();

    @Override
    public Integer call() throws CommandFailure {
        ReportFiles files = output.files();
        ExitCode exitCode = new Incident(dumps(erlang ? NODE : JVM), files, holdup.options(), views).analyze();
        files.paths().stream()
                .filter(path -> path.toString().endsWith(".html"))
                .forEach(page -> System.out.println("open " + Terminal.printable(page.toString())));
        return exitCode.number();
    }

    /// The incident's folder also holds its story, which is no dump.
    private static List<Path> dumps(String incident) throws CommandFailure {
        Path folder = Path.of(System.getProperty("holdup.home", ".")).resolve(incident);
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
