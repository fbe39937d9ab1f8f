package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.samples.archive.MixedArchive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `holdup batch` as it is shipped, on a real Spark cluster and from a server that speaks S3: the results are those of
/// this machine alone, byte for byte.
class BatchOnSparkIT {
    private static final Path HOLDUP =
            Path.of(System.getProperty("holdup.distribution")).resolve("bin/holdup");
    /// As in [BatchTest].
    private static final int INCIDENTS = Integer.getInteger("holdup.batch.incidents", 10);

    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, as those below are
    private static TestCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private static MixedArchive.Written written;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> byThisMachine;

    @BeforeAll
    static void startClusterAndAnalyzeHere() throws Exception {
        assumeTrue(TestCluster.isThere(), "NO TEST ON SPARK WAS RUN: build with -Pdist, as ./check does");
        written = BatchArchive.write(folder.resolve("archive"), INCIDENTS);
        HoldupProcess here = launch(Map.of(), "batch", "archive", "-o", "here");
        assertThat(here.exitCode()).as(here.err()).isZero();
        byThisMachine = BatchArchive.results(folder.resolve("here"));
        cluster = TestCluster.start(Files.createDirectory(folder.resolve("cluster")));
    }

    @AfterAll
    static void stopCluster() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static HoldupProcess launch(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> ours = new HashMap<>(environment);
        ours.put("HOLDUP_JAVA_HOME", System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of(HOLDUP.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return HoldupProcess.run(folder, ours, command);
    }

    private static String[] command(List<String> options, String... first) {
        return Stream.concat(Stream.of(first), options.stream()).toArray(String[]::new);
    }

    @Test
    void aClusterThatLosesAWorkerOnTheWayGivesTheSameResults() throws Exception {
        Thread killer = Thread.ofPlatform().start(() -> {
            try {
                BatchArchive.await(Duration.ofSeconds(100), () -> BatchArchive.incidents(folder.resolve("spark")) >= 2);
                cluster.killOneWorker();
            } catch (Exception told) {
                Thread.currentThread().interrupt();
            }
        });

        HoldupProcess spark =
                launch(cluster.environment(), command(cluster.options(), "batch", "archive", "-o", "spark"));
        killer.join();

        assertThat(spark.exitCode()).as(spark.err()).isZero();
        assertThat(spark.out()).contains(written.incidents() + " incidents in all");
        assertThat(BatchArchive.results(folder.resolve("spark"))).isEqualTo(byThisMachine);
        assertThat(BatchArchive.idsInTable(folder.resolve("spark")))
                .hasSize(written.incidents())
                .doesNotHaveDuplicates();
    }

    @Test
    void fromAnObjectStoreBothEnginesGiveTheSameResults() throws Exception {
        int port = TestCluster.freePort();
        String server = "http://127.0.0.1:" + port + "/";
        Process s3 = startS3(port);
        try {
            upload(folder.resolve("archive"), server + "dumps/2026/");
            Map<String, String> environment = new HashMap<>(cluster.environment());
            environment.put(
                    "HOLDUP_JARS", TestCluster.jars("connector", "s3-connector").toString());
            List<String> store = List.of(
                    "--conf", "fs.s3a.endpoint=" + server,
                    "--conf", "fs.s3a.endpoint.region=us-east-1",
                    "--conf", "fs.s3a.path.style.access=true",
                    "--conf", "fs.s3a.connection.ssl.enabled=false",
                    "--conf", "fs.s3a.access.key=somebody",
                    "--conf", "fs.s3a.secret.key=something");

            HoldupProcess local = launch(environment, command(store, "batch", "s3a://dumps/2026/", "-o", "from-store"));
            assertThat(local.exitCode()).as(local.err()).isZero();
            assertThat(BatchArchive.results(folder.resolve("from-store"))).isEqualTo(byThisMachine);

            List<String> both =
                    Stream.concat(store.stream(), cluster.options().stream()).toList();
            HoldupProcess spark =
                    launch(environment, command(both, "batch", "s3a://dumps/2026/", "-o", "s3a://reports/all"));
            assertThat(spark.exitCode()).as(spark.err()).isZero();
            assertThat(download(server + "reports", "all/")).isEqualTo(byThisMachine);

            HoldupProcess again =
                    launch(environment, command(store, "batch", "s3a://dumps/2026/", "-o", "s3a://reports/all"));
            assertThat(again.out())
                    .contains("0 analyzed now, " + (written.incidents() + written.copies()) + " done before");
        } finally {
            s3.destroyForcibly();
            s3.waitFor(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void sparkReadsTheTablesPartitionsAndFindsTheSameRowsInAllItsForms() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(Files.readString(HOLDUP.resolveSibling("../lib/spark/jvm-options"))
                .strip()
                .split("\\s+", -1)));
        command.addAll(List.of(
                "-cp",
                TestCluster.jars("home/jars", "spark") + "/*",
                Path.of("src/test/resources/spark/ReadFleetTable.java")
                        .toAbsolutePath()
                        .toString(),
                "here/table"));

        HoldupProcess read = HoldupProcess.run(folder, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), command);

        assertThat(read.exitCode()).as(read.err()).isZero();
        int incidents = written.incidents();
        assertThat(read.out().lines())
                .contains("rows " + incidents + " " + incidents + " " + incidents, "unlike csv 0", "unlike lines 0");
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, String> file : byThisMachine.entrySet()) {
            if (file.getKey().startsWith("table/jsonl/")) {
                String month = file.getKey().replaceFirst(".*month=([^/]+)/.*", "$1");
                file.getValue()
                        .lines()
                        .map(line -> line.replaceFirst(".*?\"incident\": ?\"(\\w+)\".*", "row $1 " + month))
                        .forEach(rows::add);
            }
        }
        assertThat(read.out().lines().filter(line -> line.startsWith("row ")).toList())
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static Process startS3(int port) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.springframework.boot.logging.LoggingSystem=none",
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("s3")),
                        "-cp",
                        TestCluster.classPath("s3-server"),
                        "com.adobe.testing.s3mock.S3MockApplication",
                        "--http.port=" + port,
                        "--server.port=" + TestCluster.freePort(),
                        "--server.address=127.0.0.1",
                        "--com.adobe.testing.s3mock.store.initial-buckets=dumps,reports")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3.log").toFile())
                .start();
        BatchArchive.await(Duration.ofSeconds(90), () -> {
            assertThat(server.isAlive()).isTrue();
            try {
                return get("http://127.0.0.1:" + port + "/").statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
        return server;
    }

    private static HttpResponse<byte[]> get(String uri) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void upload(Path from, String prefix) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                HttpRequest put = HttpRequest.newBuilder(URI.create(prefix + from.relativize(file)))
                        .PUT(HttpRequest.BodyPublishers.ofFile(file))
                        .build();
                assertThat(HTTP.send(put, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private static Map<String, String> download(String bucket, String prefix) throws Exception {
        Map<String, String> contentByName = new TreeMap<>();
        String listing = new String(
                get(bucket + "?list-type=2&max-keys=1000&prefix=" + prefix).body(), StandardCharsets.UTF_8);
        for (String key :
                KEY.matcher(listing).results().map(found -> found.group(1)).toList()) {
            String name = key.substring(prefix.length());
            // What ends in a slash marks a folder, as some clients of S3 do.
            if (!name.isEmpty() && !name.endsWith("/") && !name.endsWith("/done")) {
                contentByName.put(name, new String(get(bucket + "/" + key).body(), StandardCharsets.ISO_8859_1));
            }
        }
        return contentByName;
    }
}
