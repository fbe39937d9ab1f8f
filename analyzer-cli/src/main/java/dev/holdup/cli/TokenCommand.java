package dev.holdup.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Tokens of a server: in its folder while it does not run, otherwise by its own interface.
@Command(
        name = "token",
        subcommands = {
            TokenCommand.CreateCommand.class,
            TokenCommand.ListCommand.class,
            TokenCommand.RevokeCommand.class
        },
        synopsisSubcommandLabel = "(create | list | revoke)",
        description = {
            "Makes, lists and revokes the tokens by which a server ('holdup serve') knows who asks. From the first on,"
                    + " nobody gets in without.",
            "",
            "Roles, each with all that those before it may do: upload hands files in; read reads incidents and reports;"
                    + " read-values sees values of the dumps, too; admin deletes incidents and makes tokens.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup token create --role admin --name ME --data /srv/holdup > admin.token",
            "  holdup token create --role upload --name web-7 --expires 90 \\",
            "    --to https://holdup.example --token-file admin.token > web-7.token",
            "  holdup token list --data /srv/holdup",
            "  holdup token revoke ab2cd3ef4gh5jk6m --data /srv/holdup"
        })
final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with tokens: create, list or revoke");
    }

    /// Of which server.
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The folder of a server that does not run now; by default ${DEFAULT-VALUE}.")
        Path data = Path.of("holdup-data");

        @Option(
                names = "--to",
                paramLabel = "URL",
                description = "A server that runs; it wants an admin's token (see --token-file).")
        @Nullable
        URI server;

        @Mixin
        ServerOptions access = new ServerOptions();

        @Mixin
        StorageOptions storage = new StorageOptions();
    }

    @Command(name = "create", description = "Makes a token and prints it, once and never again.")
    static final class CreateCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private TokenCommand parent;

        @Mixin
        private Where where = new Where();

        @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Whose it is, or what for.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "upload, read, read-values or admin.")
        private String role = "";

        @Option(
                names = "--expires",
                paramLabel = "DAYS",
                description = "After how many days it ends; by default never.")
        private @Nullable Integer days;

        @Override
        public Integer call() throws CommandFailure {
            if (days != null && days < 1) {
                throw CommandFailure.wrongUsage("--expires must be 1 or more days, not " + days + ".");
            }
            new Tokens(where, parent.holdup.options()).create(name, role, days);
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "list", description = "Lists tokens, without what is secret of them.")
    static final class ListCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private TokenCommand parent;

        @Mixin
        private Where where = new Where();

        @Override
        public Integer call() throws CommandFailure {
            new Tokens(where, parent.holdup.options()).list();
            return ExitCode.DONE.number();
        }
    }

    @Command(name = "revoke", description = "Revokes a token: from now on it opens nothing.")
    static final class RevokeCommand implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private TokenCommand parent;

        @Mixin
        private Where where = new Where();

        @Parameters(paramLabel = "ID", description = "Its id, as 'holdup token list' shows it.")
        private String id = "";

        @Override
        public Integer call() throws CommandFailure {
            new Tokens(where, parent.holdup.options()).revoke(id);
            return ExitCode.DONE.number();
        }
    }
}
