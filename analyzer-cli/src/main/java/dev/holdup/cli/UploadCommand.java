package dev.holdup.cli;

import dev.holdup.server.client.ServerAddress;
import dev.holdup.server.client.UploadClient;
import dev.holdup.server.client.UploadException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "upload",
        description = {
            "Hands the files of one incident in to a server ('holdup serve') and prints the address of its page."
                    + " Run again after an interruption, it goes on where it was.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {"  holdup upload heap.hprof threads-*.txt \\", "    --to http://127.0.0.1:8080 --service shop"})
final class UploadCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HoldupCommand holdup;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Heap dumps and thread dumps, packed or not.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--to", required = true, paramLabel = "URL", description = "The server's address.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private URI server;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "What the incident is called; by default as its first file.")
    private String title = "";

    @Option(names = "--service", paramLabel = "TEXT", description = "What suffered.")
    private String service = "";

    @Option(names = "--ticket", paramLabel = "TEXT", description = "Where it is spoken of, such as a link.")
    private String ticket = "";

    @Option(names = "--tag", paramLabel = "TEXT", description = "A word to find it by. Repeatable.")
    private List<String> tags = new ArrayList<>();

    @Mixin
    private ServerOptions access = new ServerOptions();

    @Override
    public Integer call() throws CommandFailure {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw CommandFailure.unreadable(file + " cannot be read: check the path and its permissions.");
            }
        }
        ServerAddress address = access.address(server, holdup.options().messages());
        String called = title.isEmpty() ? String.valueOf(files.getFirst().getFileName()) : title;
        UploadClient.IncidentText about = new UploadClient.IncidentText(called, service, ticket, tags);
        try (ProgressDisplay progress = holdup.options().messages().progress(Terminal.ofThisProcess())) {
            URI page =
                    new UploadClient(address, about, (file, done) -> progress.at("sending " + file, done)).send(files);
            System.out.println(page);
            return ExitCode.DONE.number();
        } catch (UploadException refused) {
            throw CommandFailure.wrongUsage(String.valueOf(refused.getMessage()), refused);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("The files cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw CommandFailure.wrongUsage("The upload was interrupted: run the same command again.", ended);
        }
    }
}
