package dev.holdup.cli;

import dev.holdup.server.HoldupServer;
import dev.holdup.server.ServerLog;
import dev.holdup.server.ServerSettings;
import dev.holdup.server.deeper.KeepSettings;
import dev.holdup.server.queue.AnalysisSettings;
import dev.holdup.worker.MemoryBudget;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A server from its start to its end by a signal.
record Serving(ServeCommand command, CommonOptions options) {

    void untilEnded() throws CommandFailure {
        ServeCommand.Given given = command.given();
        ServerSettings settings = settings(given);
        ServerLog.toStandardError(given.jsonLog() ? ServerLog.Form.JSON : ServerLog.Form.TEXT);
        try {
            HoldupServer server = HoldupServer.start(settings);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                ended.countDown();
                            },
                            "stop"));
            System.out.println((settings.tls() == null ? "http://" : "https://") + shown(given.host()) + ":"
                    + server.port() + "/");
            System.out.flush();
            ended.await();
        } catch (HoldupServer.OpenToOthersException refused) {
            throw openToOthers(given, refused);
        } catch (UnknownHostException unknown) {
            throw CommandFailure.wrongUsage(
                    "--listen " + given.host() + " is no address of this machine: give another.", unknown);
        } catch (IOException unusable) {
            throw cannotServe(given, unusable);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException problem) {
            // Of the database or of the port: both wrap what they say.
            Throwable root = problem;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw cannotServe(given, root);
        }
    }

    private static CommandFailure cannotServe(ServeCommand.Given given, Throwable because) {
        return CommandFailure.wrongUsage(
                "Cannot serve " + given.data() + " on port " + given.port() + " ("
                        + String.valueOf(because.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("") + "):"
                        + " check --data and --port, and that no other server uses them.",
                because);
    }

    private static CommandFailure openToOthers(ServeCommand.Given given, HoldupServer.OpenToOthersException refused) {
        return CommandFailure.wrongUsage(
                "--listen " + given.host()
                        + " can be reached from elsewhere, and nobody would have to say who they are:"
                        + " make a token first, with 'holdup token create --role admin --name ME --data "
                        + given.data() + "', or let a proxy log people in (--trust-header).",
                refused);
    }

    private static String shown(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private ServerSettings settings(ServeCommand.Given given) throws CommandFailure {
        Long memory = given.memoryBytes();
        ServeAccess access = new ServeAccess(given.access());
        AnalysisSettings analysis = new AnalysisSettings(
                memory == null ? MemoryBudget.ofMachine() : new MemoryBudget(memory),
                given.analyses(),
                options.threads(),
                Duration.ofMinutes(given.minutes()),
                given.queue(),
                options.ruleDirectories(),
                ToolVersion.number());
        ServeStorage storage = new ServeStorage(given.storage(), System.getenv());
        return new ServerSettings(
                given.host(),
                given.port(),
                given.data(),
                storage.database(given.data()),
                storage.bucket(),
                storage.retention(),
                given.names(),
                access.settings(),
                access.tls(),
                given.fileBytes(),
                given.incidentBytes(),
                given.freeBytes(),
                Duration.ofMillis((long) (given.settleSeconds() * 1000)),
                analysis,
                KeepSettings.of(given.keepBytes()));
    }
}
