package dev.holdup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// `holdup serve` as its users start it, on a free port.
record ServedProcess(Process process, String address, HttpClient http) implements AutoCloseable {

    /// The launcher is named by `./bench`.
    static ServedProcess start(Path folder) throws IOException {
        String launcher = System.getProperty("holdup.launcher");
        if (launcher == null) {
            throw new IOException("start this as ./bench --readers, which knows where holdup is");
        }
        Process process = new ProcessBuilder(
                        launcher, "serve", "--port", "0", "--data", "data", "--analyses", "2", "--settle", "0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("log.txt").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String address = out.readLine();
        if (address == null || !address.startsWith("http://")) {
            process.destroyForcibly();
            throw new IOException("holdup serve did not start: " + Files.readString(folder.resolve("log.txt")));
        }
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new ServedProcess(process, address.substring(0, address.length() - 1), http);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    /// @throws IOException if it is refused
    String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /// Hands a dump in; the incident's id.
    String put(String label, Path dump) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/put/" + label + "/heap.hprof")
                        .PUT(HttpRequest.BodyPublishers.ofFile(dump))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException(answer.statusCode() + ": " + answer.body()));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /// Has it analysed again as soon as it has been.
    Void keepAnalysing(String incident, AtomicBoolean over) throws IOException, InterruptedException {
        while (!over.get()) {
            // Does nothing while it runs.
            send(request("/api/incidents/" + incident + "/analysis").POST(HttpRequest.BodyPublishers.noBody()));
            Thread.sleep(100);
        }
        return null;
    }

    void awaitRunning(int analyses) throws IOException, InterruptedException {
        while (!send(request("/metrics")).contains("holdup_analyses_running " + analyses + "\n")) {
            Thread.sleep(50);
        }
    }

    static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
