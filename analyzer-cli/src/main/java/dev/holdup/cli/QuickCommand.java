package dev.holdup.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "quick",
        description = {
            "Prints class histogram and threads of a heap dump after one pass over it.",
            "",
            "It does not search for who retains what and gives no verdict, so that --fail-on and --rules do nothing here.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  holdup quick heap.hprof"})
final class QuickCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Parameters(paramLabel = "HEAP", description = "A heap dump, also compressed (.gz).")
    private Path dump = Path.of("");
