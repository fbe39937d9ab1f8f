package dev.holdup.cli;

import dev.holdup.server.HoldupServer;
import dev.holdup.server.ServerLog;
import dev.holdup.server.ServerSettings;
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
        checkHost(given.host());
        ServerLog.toStandardError();
        try {
            HoldupServer server = HoldupServer.start(settings(given));
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                ended.countDown();
                            },
                            "stop"));
            System.out.println("http://" + shown(given.host()) + ":" + server.port() + "/");
            System.out.flush();
            ended.await();
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

    private static void checkHost(String host) throws CommandFailure {
        try {
            if (!HoldupServer.isLoopback(host)) {
                throw CommandFailure.wrongUsage(
                        "--host " + host + " can be reached from elsewhere, and this version has no"
                                + " authentication: listen on 127.0.0.1 and put a proxy that asks for one before it.");
            }
        } catch (UnknownHostException unknown) {
            throw CommandFailure.wrongUsage(
                    "--host " + host + " is no address of this machine: give another.", unknown);
        } catch (IOException unknown) {
            throw CommandFailure.wrongUsage("--host " + host + " cannot be looked up: give an address.", unknown);
        }
    }

    private static String shown(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private ServerSettings settings(ServeCommand.Given given) throws CommandFailure {
        Long memory = given.memoryBytes();
        AnalysisSettings analysis = new AnalysisSettings(
                memory == null ? MemoryBudget.ofMachine() : new MemoryBudget(memory),
                given.analyses(),
                options.threads(),
                Duration.ofMinutes(given.minutes()),
                given.queue(),
                options.ruleDirectories(),
                ToolVersion.number());
        return new ServerSettings(
                given.host(),
                given.port(),
                given.data(),
                given.names(),
                given.fileBytes(),
                given.incidentBytes(),
                given.freeBytes(),
                Duration.ofMillis((long) (given.settleSeconds() * 1000)),
                analysis);
    }
}
