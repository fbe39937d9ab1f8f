package dev.holdup.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "serve",
        description = {
            "Runs a server: a page where files of an incident are dropped and its report is read, and the same for"
                    + " scripts. Everything is kept in one folder.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup serve                                 http://127.0.0.1:8080/",
            "  holdup serve --port 9000 --data /srv/holdup",
            "For others to reach it, with tokens and TLS:",
            "  holdup token create --role admin --name ME --data DIR",
            "  holdup serve --data DIR --listen 0.0.0.0 --tls-cert C.pem --tls-key K.pem",
            "",
            "Then, from a host with nothing but curl:",
            "  curl -T heap.hprof http://127.0.0.1:8080/put/",
            "or with holdup, going on after an interruption:",
            "  holdup upload heap.hprof threads-*.txt --to http://127.0.0.1:8080"
        })
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port; by default ${DEFAULT-VALUE}, 0 for a free one.")
    private int port = 8080;

    @Option(
            names = {"--listen", "--host"},
            paramLabel = "ADDRESS",
            description = "The address to listen on; by default ${DEFAULT-VALUE}, which only this machine reaches. Any"
                    + " other wants a token first, made by 'holdup token create', or --trust-header.")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; by default the folder ${DEFAULT-VALUE} here.")
    private Path data = Path.of("holdup-data");

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description = "A name by which the server is asked, such as that of a proxy before it. Repeatable.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--max-file",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "How large one file may be; by default 64g.")
    private ByteSize maxFile = new ByteSize(64L << 30);

    @Option(
            names = "--max-incident",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "How large all files of an incident may be; by default 256g.")
    private ByteSize maxIncident = new ByteSize(256L << 30);

    @Option(
            names = "--keep-free",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "What the disk must keep free; by default 1g.")
    private ByteSize keepFree = new ByteSize(1L << 30);

    @Option(
            names = "--keep-graphs",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "How much disk the heaps may take that are kept to be looked into; by default 20g.")
    private ByteSize keepGraphs = new ByteSize(20L << 30);

    @Option(
            names = "--analyses",
            paramLabel = "N",
            description = "How many analyses may run at once; by default half as many as there are processors.")
    private int analyses = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @Option(
            names = "--max-queue",
            paramLabel = "N",
            description = "How many incidents may wait to be analyzed; by default ${DEFAULT-VALUE}.")
    private int maxQueue = 1000;

    @Option(
            names = "--max-minutes",
            paramLabel = "N",
            description = "After how many minutes an analysis is ended; by default ${DEFAULT-VALUE}.")
    private int maxMinutes = 360;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description =
                    "How long an incident waits for more files before it is analyzed; by default ${DEFAULT-VALUE}.")
    private double settle = 3;

    @Option(names = "--log", paramLabel = "FORM", description = "How the log is written: text, the default, or json.")
    private String log = "text";

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private StorageOptions storage = new StorageOptions();

    @Override
    public Integer call() throws CommandFailure {
        if (port < 0 || port > 65535) {
            throw CommandFailure.wrongUsage("--port must be from 0 to 65535, not " + port + ".");
        }
        if (analyses < 1 || maxQueue < 1 || maxMinutes < 1 || settle < 0) {
            throw CommandFailure.wrongUsage(
                    "--analyses, --max-queue and --max-minutes must be 1 or more, --settle not negative.");
        }
        if (!log.equals("text") && !log.equals("json")) {
            throw CommandFailure.wrongUsage("--log must be text or json, not " + log + ".");
        }
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw CommandFailure.wrongUsage("--data wants a folder, which " + data + " is not: give another.");
        }
        CommonOptions options = holdup.options();
        // A mistake in them is to be told now, not with the first incident.
        options.ruleBook();
        new Serving(this, options).untilEnded();
        return ExitCode.DONE.number();
    }

    /// What [Serving] needs of the options; apart from it, so that other commands' help loads no server.
    record Given(
            String host,
            int port,
            Path data,
            List<String> names,
            long fileBytes,
            long incidentBytes,
            long freeBytes,
            long keepBytes,
            int analyses,
            int queue,
            int minutes,
            double settleSeconds,
            @Nullable Long memoryBytes,
            boolean jsonLog,
            AccessOptions access,
            StorageOptions storage) {}

    Given given() {
        return new Given(
                host,
                port,
                data,
                names,
                maxFile.bytes(),
                maxIncident.bytes(),
                keepFree.bytes(),
                keepGraphs.bytes(),
                analyses,
                maxQueue,
                maxMinutes,
                settle,
                holdup.options().memoryGiven(),
                log.equals("json"),
                access,
                storage);
    }
}
