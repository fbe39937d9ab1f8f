package dev.holdup.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "analyze",
        description = {
            "Analyzes the dumps of one incident and writes one report.",
            "",
            "Give a heap dump, thread dumps, or best both: what a file holds is told by its content, never by its name."
                    + " With several thread dumps the report tells what is stuck from what is slow.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup analyze heap.hprof threads-1.txt threads-2.txt threads-3.txt",
            "  holdup analyze heap.hprof.gz -o reports/2026-11-03.html",
            "  holdup analyze threads.txt --format json -o out/ --fail-on blocked,deadlock",
            "  holdup analyze erl_crash.dump",
            "",
            "Of an Erlang node: a crash dump, the file that the module of",
            "'holdup capture --erlang' writes, or text pasted from its shell."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ViewOptions views = new ViewOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Heap dumps and thread dumps, also packed (.gz, .zst, .xz, .zip, .tar.gz, .7z, …); a folder or an archive"
                            + " is one incident.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws CommandFailure {
        return new Incident(files, output.files(), holdup.options(), views)
                .analyze()
                .number();
    }
}
