package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeByLauncherIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("holdup.distribution"));

    private static final String OF_THE_SERVER =
            "javalin|jetty(-[a-z0-9]+)*|jakarta[.]servlet-api|kotlin(-[a-z0-9]+)*|annotations|jdbi3-core|geantyref"
                    + "|flyway(-[a-z]+)*|HikariCP|h2|postgresql|slf4j-[a-z0-9]+";
    private static final String OF_THE_S3_CLIENT =
            "arns|auth|aws-core|aws-query-protocol|aws-xml-protocol|checksums|checksums-spi|crt-core|endpoints-spi"
                    + "|eventstream|http-auth|http-auth-aws|http-auth-aws-eventstream|http-auth-spi|http-client-spi"
                    + "|identity-spi|json-utils|metrics-spi|profiles|protocol-core|reactive-streams|regions|retries"
                    + "|retries-spi|s3|sdk-core|third-party-jackson-core|url-connection-client|utils|utils-lite";

    @TempDir
    private Path folder;

    @Test
    void librariesOfTheServerAreNotOnTheClassPathOfOtherCommands() throws Exception {
        assertThat(jars("lib")).noneMatch(ServeByLauncherIT::isOfTheServer);
        assertThat(jars("lib/server")).anyMatch(name -> name.startsWith("jetty-server-12.1."));
        assertThat(jars("lib/server")).allMatch(ServeByLauncherIT::isOfTheServer);
    }

    private static boolean isOfTheServer(String jar) {
        return jar.matches("(" + OF_THE_SERVER + "|" + OF_THE_S3_CLIENT + ")-[0-9].*");
    }

    private static List<String> jars(String place) throws Exception {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve(place))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }

    @Test
    void theLauncherServesAndEndsBySignal() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", DISTRIBUTION.resolve("bin/holdup").toString(), "--quiet", "serve", "--port", "0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("HOLDUP_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process server = builder.start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
                HttpClient http = HttpClient.newHttpClient()) {
            String address = out.readLine();
            assertThat(address).as(Files.readString(folder.resolve("err.txt"))).matches("http://127\\.0\\.0\\.1:\\d+/");

            HttpResponse<String> ready = http.send(
                    HttpRequest.newBuilder(URI.create(address + "readyz")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(ready.body()).isEqualTo("ready\n");
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("err.txt"))).isEmpty();
            assertThat(folder.resolve("holdup-data/holdup.mv.db")).exists();
        } finally {
            server.destroyForcibly();
        }
    }
}
