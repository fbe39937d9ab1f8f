package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that analyses and keeps a heap full of secrets tells them to nobody but who may see values.
class SecretsOnServerTest {
    /// So many objects are looked at, from one to the next that its answer names.
    private static final int MOST_OBJECTS = 60;

    private static final Pattern ADDRESS = Pattern.compile("\"address\": ?\"(0x[0-9a-f]+)\"");
    private static final Pattern TOKEN = Pattern.compile("holdup_[a-z2-9]{16}_[A-Za-z0-9_-]{43}");

    @TempDir
    private Path folder;

    private final SoftAssertions all = new SoftAssertions();

    @Test
    void nothingItAnswersLogsOrKeepsHasThem() throws Exception {
        String admin = HoldupProcess.run(
                        folder, "token", "create", "--role", "admin", "--name", "me", "--data", "data", "--quiet")
                .out()
                .strip();
        try (SecretiveJvm jvm = new SecretiveJvm(Files.createDirectory(folder.resolve("jvm")));
                ServeProcess server = ServeProcess.start(folder, List.of(), List.of("--log", "json"))) {
            String reader = token(server, admin, "read");
            String uploader = token(server, admin, "upload");
            CompletableFuture<String> events = events(server, reader);
            String id = put(server, uploader, "outage-1/heap.hprof", Files.readAllBytes(jvm.heap()));
            put(
                    server,
                    uploader,
                    "outage-1/threads-1.txt",
                    Files.readAllBytes(jvm.dumps().get(1)));
            byte[] whole = Files.readAllBytes(jvm.heap());
            String cut = put(server, uploader, "outage-2/heap.hprof", Arrays.copyOf(whole, whole.length / 2));
            byte[] text = (SecretMark.TEXT + "/no dump\n").repeat(50).getBytes(StandardCharsets.UTF_8);
            String none = put(server, uploader, "outage-3/heap.hprof", text);
            List<String> texts = new ArrayList<>();
            for (Path dump : SecretTexts.write(Files.createDirectory(folder.resolve("texts")))) {
                String name = String.valueOf(dump.getFileName());
                texts.add(put(server, uploader, "of-" + name + "/" + name, Files.readAllBytes(dump)));
            }
            await(server, reader, "/api/incidents/" + none, "\"state\": ?\"failed\"");
            done(server, reader, id);
            done(server, reader, cut);
            for (String other : texts) {
                done(server, reader, other);
                for (String form : List.of("html", "json", "md", "jira", "txt")) {
                    asked(server, reader, "/api/incidents/" + other + "/report." + form, 200);
                }
            }

            String base = "/api/incidents/" + id;
            for (String form : List.of("html", "json", "md", "jira", "txt")) {
                assertThat(asked(server, reader, base + "/report." + form, 200)).isNotEmpty();
                asked(server, reader, base + "/comparison/" + cut + "/report." + form, 200);
            }
            for (String what : List.of("/api/incidents", base, base + "/similar", "/api/trend", "/api/session")) {
                asked(server, reader, what, 200);
                asked(server, uploader, what, what.equals("/api/session") ? 200 : 0);
            }
            Set<String> seen = looksIntoTheHeap(server, reader, base + "/heap");
            valuesAreToldToWhoMay(server, token(server, admin, "read-values"), base + "/heap", seen);
            asked(server, reader, "/api/incidents/" + cut, 200);
            asked(server, uploader, base + "/report.json", 403);
            asked(server, admin, "/metrics", 200);
            asked(server, admin, "/api/audit", 200);
            asked(server, reader, "/api/incidents/none", 404);
            assertThat(server.terminate()).isEqualTo(143);
            String told = events.get(20, TimeUnit.SECONDS);
            assertThat(told).contains("\"running\"", "\"failed\"", "\"done\"", id, cut, none);
            all.assertThat(SecretMark.in(told)).as("events").isNull();
        }
        all.assertThat(SecretMark.in(Files.readAllBytes(folder.resolve("err.txt"))))
                .as("log")
                .isNull();
        filesBesideTheDumps();
        all.assertAll();
    }

    /// All that is told until the server ends.
    private CompletableFuture<String> events(ServeProcess server, String reader) {
        HttpRequest request = authorized(server, reader, "/api/events").build();
        return CompletableFuture.supplyAsync(() -> {
            StringBuilder told = new StringBuilder();
            try (HttpClient http = HttpClient.newHttpClient();
                    InputStream lines = http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body()) {
                for (int letter = lines.read(); letter >= 0; letter = lines.read()) {
                    told.append((char) letter);
                }
            } catch (IOException | InterruptedException ended) {
                return told.toString();
            }
            return told.toString();
        });
    }

    private Set<String> looksIntoTheHeap(ServeProcess server, String reader, String heap) throws Exception {
        server.send(authorized(server, reader, heap).POST(HttpRequest.BodyPublishers.noBody()));
        await(server, reader, heap, "\"state\": ?\"ready\"");
        asked(server, reader, heap + "/summary", 200);
        asked(server, reader, heap + "/dominated/roots?limit=100", 200);
        String threads = asked(server, reader, heap + "/threads?limit=100", 200);
        Matcher thread = ADDRESS.matcher(threads);
        for (int i = 0; i < 8 && thread.find(); i++) {
            asked(server, reader, heap + "/threads/" + thread.group(1), 200);
        }
        String rows = asked(server, reader, heap + "/classes?q=SecretiveProgram&limit=50", 200);
        Deque<String> toSee = new ArrayDeque<>();
        Matcher index = Pattern.compile("\"index\": ?(\\d+)").matcher(rows);
        while (index.find()) {
            asked(server, reader, heap + "/classes/" + index.group(1), 200);
            addresses(asked(server, reader, heap + "/classes/" + index.group(1) + "/instances?limit=3", 200), toSee);
        }
        Set<String> seen = new LinkedHashSet<>();
        while (!toSee.isEmpty() && seen.size() < MOST_OBJECTS) {
            String object = toSee.removeFirst();
            if (seen.add(object)) {
                String at = heap + "/objects/" + object;
                addresses(asked(server, reader, at, 200), toSee);
                for (String more : List.of("/elements", "/referrers", "/paths")) {
                    asked(server, reader, at + more, 0);
                }
                asked(server, reader, at + "/values", 403);
            }
        }
        assertThat(seen).hasSize(MOST_OBJECTS);
        asked(server, reader, heap + "/objects/0x1", 404);
        asked(server, reader, heap + "/classes?sort=none", 400);
        return seen;
    }

    /// So that the search for them can fail.
    private void valuesAreToldToWhoMay(ServeProcess server, String viewer, String heap, Set<String> objects)
            throws Exception {
        StringBuilder told = new StringBuilder();
        for (String object : objects) {
            told.append(server.send(authorized(server, viewer, heap + "/objects/" + object + "/values"))
                    .body());
        }
        assertThat(SecretMark.in(told.toString())).isNotNull();
    }

    private static void addresses(String answer, Deque<String> to) {
        Matcher address = ADDRESS.matcher(answer);
        while (address.find()) {
            to.add(address.group(1));
        }
    }

    private void filesBesideTheDumps() throws IOException {
        int kept = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean isDump = file.startsWith(folder.resolve("data/contents")) || file.endsWith("dump");
                if (!isDump) {
                    kept++;
                    all.assertThat(SecretMark.in(Files.readAllBytes(file)))
                            .as("file " + folder.relativize(file))
                            .isNull();
                }
            }
        }
        assertThat(kept).isGreaterThan(10);
    }

    private HttpRequest.Builder authorized(ServeProcess server, String token, String path) {
        return server.request(path).header("Authorization", "Bearer " + token);
    }

    private String token(ServeProcess server, String admin, String role) throws Exception {
        HttpResponse<String> made = server.send(authorized(server, admin, "/api/tokens")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + role + "\", \"role\": \"" + role + "\"}")));
        Matcher token = TOKEN.matcher(made.body());
        assertThat(token.find()).as(made.body()).isTrue();
        return token.group();
    }

    private String put(ServeProcess server, String token, String name, byte[] content) throws Exception {
        HttpResponse<String> answer = server.send(
                authorized(server, token, "/put/" + name).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        all.assertThat(SecretMark.in(answer.body())).as("answer to " + name).isNull();
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void done(ServeProcess server, String token, String id) throws Exception {
        await(server, token, "/api/incidents/" + id, "\"state\": ?\"done\"");
    }

    private void await(ServeProcess server, String token, String path, String pattern) throws Exception {
        String body = "";
        for (int i = 0; i < 300; i++) {
            body = asked(server, token, path, 200);
            if (Pattern.compile(pattern).matcher(body).find()) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError(pattern + " is not in " + body);
    }

    /// What it answers, without a secret.
    ///
    /// @param status zero if it does not matter
    private String asked(ServeProcess server, String token, String path, int status) throws Exception {
        HttpResponse<String> answer = server.send(authorized(server, token, path));
        if (status != 0) {
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(status);
        }
        all.assertThat(SecretMark.in(answer.body() + answer.headers().map()))
                .as("answer to " + path)
                .isNull();
        return answer.body();
    }
}
