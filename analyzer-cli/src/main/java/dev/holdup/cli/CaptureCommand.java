package dev.holdup.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "capture",
        description = {
            "Prints a small Erlang module that writes what each process of a running node does to a file, and how to run it"
                    + " there. It asks each process once, never for its messages, and needs little memory.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  holdup capture --erlang > holdup_capture.erl",
            "",
            "On the node, in a remote shell:",
            "  c(\"/tmp/holdup_capture.erl\"), holdup_capture:to(\"/tmp/node-1.jsonl\").",
            "and here:",
            "  holdup analyze node-1.jsonl"
        })
final class CaptureCommand implements Callable<Integer> {
    private static final String MODULE = "holdup_capture.erl";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--erlang", description = "For an Erlang node.")
    private boolean erlang;

    @Override
    public Integer call() throws IOException {
        if (!erlang) {
            throw new ParameterException(spec.commandLine(), "Say of what: capture --erlang");
        }
        try (InputStream module = CaptureCommand.class.getResourceAsStream(MODULE)) {
            if (module == null) {
                throw new IllegalStateException(MODULE + " is not on the class path");
            }
            System.out.print(new String(module.readAllBytes(), StandardCharsets.UTF_8));
        }
        System.out.flush();
        System.err.println("""
                Copy holdup_capture.erl to the machine of the node, compile it there with erlc, and in a remote shell
                (erl -remsh NODE@HOST, or the shell of the release) run
                  code:load_abs("/path/to/holdup_capture"), holdup_capture:to("/tmp/node-1.jsonl").
                twice, ten seconds apart, into two files.""");
        return ExitCode.DONE.number();
    }
}
