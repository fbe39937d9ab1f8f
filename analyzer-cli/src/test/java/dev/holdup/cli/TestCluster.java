package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Spark of its own on this machine's loopback: a master and two workers, each a process; made of the jars that the
/// build has, as an unpacked Spark has them.
final class TestCluster {
    private static final Path CLASS_PATHS = Path.of("../test-clusters");
    /// Links to jars lie here and not among temporary files, whose removal tells of each.
    private static final Path LINKS = Path.of("target/test-cluster").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private TestCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static boolean isThere() {
        return Files.exists(CLASS_PATHS.resolve("spark/target/class-path"));
    }

    /// Jars of one of the test's class paths, as links in a folder.
    static Path jars(String place, String name) throws IOException {
        Path folder = Files.createDirectories(LINKS.resolve(place));
        String[] jars = Files.readString(CLASS_PATHS.resolve(name + "/target/class-path"))
                .strip()
                .split(File.pathSeparator, -1);
        for (String jar : jars) {
            Path link = folder.resolve(Path.of(jar).getFileName());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(jar));
            }
        }
        return folder;
    }

    static String classPath(String name) throws IOException {
        return Files.readString(CLASS_PATHS.resolve(name + "/target/class-path"))
                .strip();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static TestCluster start(Path folder) throws Exception {
        jars("home/jars", "spark");
        Files.writeString(LINKS.resolve("home/RELEASE"), "Spark 4.2.0\n");
        TestCluster cluster = new TestCluster(folder, freePort());
        cluster.launch(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + cluster.port,
                "--webui-port",
                "0");
        cluster.awaitMaster("Starting Spark master", 1);
        for (int i = 1; i <= 2; i++) {
            cluster.launch(
                    "worker" + i,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    folder.resolve("work" + i).toString(),
                    cluster.url());
        }
        cluster.awaitMaster("Registering worker", 2);
        return cluster;
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    Map<String, String> environment() {
        return Map.of("SPARK_HOME", LINKS.resolve("home").toString(), "SPARK_LOCAL_IP", "127.0.0.1");
    }

    /// What the command needs beside its archive to run here.
    List<String> options() {
        return List.of(
                "--engine",
                "spark",
                "--master",
                url(),
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.executor.memory=512m",
                "--conf",
                "spark.executor.cores=1");
    }

    private void launch(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                LINKS.resolve("home/jars") + "/*",
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        processes.add(builder.start());
    }

    private void awaitMaster(String words, int times) throws Exception {
        BatchArchive.await(PATIENCE, () -> {
            assertThat(processes.getFirst().isAlive()).isTrue();
            try (Stream<String> lines = Files.lines(folder.resolve("master.log"))) {
                return lines.filter(line -> line.contains(words)).count() >= times;
            }
        });
    }

    /// Kills a worker hard, and with it the executor that it runs.
    void killOneWorker() throws InterruptedException {
        end(processes.get(1));
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(20, TimeUnit.SECONDS);
    }

    void close() throws InterruptedException {
        for (Process process : processes.reversed()) {
            end(process);
        }
    }
}
