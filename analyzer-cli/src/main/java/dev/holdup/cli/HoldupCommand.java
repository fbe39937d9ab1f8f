package dev.holdup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command without a command: its help.
@Command(
        name = "holdup",
        subcommands = {
            AnalyzeCommand.class,
            QuickCommand.class,
            ExportCommand.class,
            RedactCommand.class,
            InspectCommand.class,
            RenderCommand.class,
            CompareCommand.class,
            BatchCommand.class,
            AttachCommand.class,
            RulesCommand.class,
            DemoCommand.class,
            CaptureCommand.class,
            ServeCommand.class,
            UploadCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Tells from heap dumps and thread dumps what holds up the threads, how much memory they keep alive"
                    + " while they wait, who owns what they wait for, and which setting cures it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup demo                                 a real incident that comes along",
            "  holdup analyze heap.hprof threads-*.txt     dumps of your own",
            "  holdup analyze heap.hprof --fail-on any     ends with 1 if there is a culprit",
            "  holdup analyze erl_crash.dump               the dump of an Erlang node",
            "  holdup compare monday/ tuesday/             what grew, and the verdict then and now",
            "  holdup batch /srv/dumps -o reports/         an archive: which causes recur",
            "  holdup attach holdup-report.html --to github:OWNER/REPO#17",
            "  holdup serve                                a page where a team drops dumps",
            "  holdup rules list                           what it knows by name",
            "",
            "How to take the dumps of the Java process PID, on its machine:",
            "  holdup capture PID                          or without holdup:",
            "  jcmd PID Thread.print -l > threads-1.txt    three times, some seconds apart",
            "  jcmd PID GC.heap_dump -all \"$PWD/heap.hprof\"",
            "Of an Erlang node that runs: holdup capture --erlang",
            "",
            "holdup COMMAND --help tells more about a command."
        })
final class HoldupCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    CommonOptions options() {
        return options;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: analyze, quick, export, inspect, render, compare, attach, rules or demo");
    }
}
