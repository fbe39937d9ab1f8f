package dev.holdup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `holdup serve` as a process, on the same folder and port each time it is started.
final class ServeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final int port;
    private final List<String> jvmOptions;
    private final List<String> arguments;
    private Process process;

    private ServeProcess(Path folder, int port, List<String> jvmOptions, List<String> arguments, Process process) {
        this.folder = folder;
        this.port = port;
        this.jvmOptions = jvmOptions;
        this.arguments = arguments;
        this.process = process;
    }

    static ServeProcess start(Path folder, String... jvmOptions) throws IOException {
        return start(folder, List.of(jvmOptions), List.of());
    }

    /// @param arguments more for the command
    static ServeProcess start(Path folder, List<String> jvmOptions, List<String> arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        return new ServeProcess(folder, port, jvmOptions, arguments, launch(folder, port, jvmOptions, arguments));
    }

    private static Process launch(Path folder, int port, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main",
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                "data",
                "--settle",
                "0.2"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("err.txt").toFile()))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String address = out.readLine();
        if (!("http://127.0.0.1:" + port + "/").equals(address)) {
            throw new AssertionError(address + Files.readString(folder.resolve("err.txt")));
        }
        return process;
    }

    /// Ends it as `kill -9` does, and starts it again.
    void killAndRestart() throws IOException, InterruptedException {
        kill();
        restart();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch(folder, port, jvmOptions, arguments);
    }

    /// Ends it as a service manager does; its exit code.
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    String get(String path) throws IOException, InterruptedException {
        return send(request(path)).body();
    }

    /// What the pattern's group finds in what is at the path, once it does.
    String await(String path, String pattern) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String body = get(path);
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            if (matcher.find()) {
                return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            }
            if (System.nanoTime() > until) {
                throw new AssertionError(pattern + " is not in " + body);
            }
            Thread.sleep(50);
        }
    }

    long pid() {
        return process.pid();
    }

    /// The most memory that it has taken so far, as the system counts it.
    long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /// Processes that analyse for it.
    Stream<ProcessHandle> workers() {
        return process.descendants();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }
}
