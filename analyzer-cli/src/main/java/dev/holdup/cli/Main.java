package dev.holdup.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Where the process begins and ends: every outcome becomes an exit code here, every error one sentence.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// All commands with their options and help; the manual and completion are made from it, too.
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new HoldupCommand());
        completeHelp(commandLine);
        return commandLine;
    }

    private static int run(String[] arguments) {
        Messages messages = new Messages(System.err, false, List.of(arguments).contains("--debug"));
        CommandLine commandLine = commandLine();
        commandLine.setParameterExceptionHandler((wrong, _) -> {
            messages.error(sentence(wrong), wrong);
            return ExitCode.WRONG_USAGE.number();
        });
        commandLine.setExecutionExceptionHandler((problem, _, _) -> {
            if (problem instanceof CommandFailure failure) {
                messages.error(failure.sentence(), failure);
                return failure.exitCode().number();
            }
            return internalError(messages, problem);
        });
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError full) {
            messages.error(
                    "Not enough memory: give it more, such as HOLDUP_OPTS=-Xmx8g, or run it on a larger machine.",
                    full);
            return ExitCode.INTERNAL_ERROR.number();
        } catch (Error bug) {
            return internalError(messages, bug);
        }
    }

    private static int internalError(Messages messages, Throwable bug) {
        messages.error(
                "This is a bug in holdup (" + bug.getClass().getSimpleName()
                        + "): run it again with --debug and report what it prints.",
                bug);
        return ExitCode.INTERNAL_ERROR.number();
    }

    /// What the help of every command ends with.
    private static void completeHelp(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new ToolVersion());
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        commandLine.getSubcommands().values().forEach(Main::completeHelp);
    }

    private static String sentence(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String help = "see '" + command + " --help'.";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && command.equals("holdup")
                && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().getFirst();
            return "There is no command '" + word + "': to analyze a file, run 'holdup analyze " + word
                    + "'; otherwise " + help;
        }
        return wrong.getMessage() + ": " + help;
    }
}
