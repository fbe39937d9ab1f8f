package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.holdup.samples.incidents.Jdks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real JVMs whose threads wait for each other are captured, and the file analyzed as it is.
class CaptureTest {
    private static final String PROGRAM = """
            public class Queueing {
                static final Object LOCK = new Object();
                static final byte[][] KEPT = new byte[64][];
                public static void main(String[] arguments) throws Exception {
                    for (int i = 0; i < KEPT.length; i++) KEPT[i] = new byte[1 << 16];
                    Thread owner = new Thread(() -> { synchronized (LOCK) { pause(); } }, "the-owner");
                    owner.start();
                    Thread.sleep(200);
                    for (int i = 0; i < 30; i++) {
                        new Thread(() -> { byte[] mine = new byte[1 << 16]; synchronized (LOCK) { mine[0]++; } }, "waiter-" + i).start();
                    }
                    Thread.sleep(200);
                    System.out.println("ready");
                    owner.join();
                }
                static void pause() {
                    try { Thread.sleep(600_000); } catch (InterruptedException ended) { }
                }
            }
            """;

    private static final int MOMENTS = HardKills.ALL ? 50 : 2;
    private static final int IN_A_ROW = 2;
    /// What a capture takes at least.
    private static final long MILLIS = 1000;

    @TempDir
    private Path folder;

    private final class Victim implements AutoCloseable {
        private final Process process;

        Victim(int release, String... options) throws IOException {
            Path javaHome = Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
            Path source = Files.writeString(folder.resolve("Queueing.java"), PROGRAM);
            List<String> command =
                    new ArrayList<>(List.of(javaHome.resolve("bin/java").toString(), "-Xmx128m"));
            command.addAll(List.of(options));
            command.add(source.toString());
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            while (line != null && !line.equals("ready")) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo("ready");
        }

        String pid() {
            return Long.toString(process.pid());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void theBundleIsAnIncidentAsItIs(int release) throws Exception {
        HoldupProcess capture;
        try (Victim victim = new Victim(release)) {
            capture = HoldupProcess.run(
                    folder, "capture", victim.pid(), "-o", "incident.tar.zst", "--dumps", "2", "--interval", "0.5");
        }
        assertThat(capture.err())
                .containsPattern("The heap has [\\d.]+ MB in use. Its dump will stop the JVM for [\\d.]+ to [\\d.]+ s")
                .contains("Thread dump 1 of 2: ", "Thread dump 2 of 2: ", "Heap dump: ")
                .doesNotContain("missing");
        assertThat(capture.exitCode()).isZero();
        assertThat(capture.out()).isEqualTo("wrote incident.tar.zst: holdup analyze incident.tar.zst\n");
        Path bundle = folder.resolve("incident.tar.zst");
        assertThat(Files.getPosixFilePermissions(bundle)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertNothingLeft();

        HoldupProcess analysis = HoldupProcess.run(folder, "analyze", "incident.tar.zst", "-o", "report", "--quiet");
        assertThat(analysis.out()).contains("30 threads", "the-owner");
        String report = Files.readString(folder.resolve("report.json"));
        assertThat(report).contains("threads-1.txt", "threads-2.txt", "heap.hprof", "\"kind\": \"blocked\"");
        assertThat(report.contains("threads-1.json")).isEqualTo(release >= 21);
    }

    @Test
    void theRecordSaysWhatWasDoneAndNoSecrets() throws Exception {
        try (Victim victim = new Victim(25, "-Dpassword=verysecret")) {
            HoldupProcess.run(
                    folder, "capture", victim.pid(), "-o", "x.tar.zst", "--dumps", "1", "--no-heap", "--quiet");
        }
        HoldupProcess analysis = HoldupProcess.run(folder, "analyze", "x.tar.zst", "-o", "report", "--quiet");
        assertThat(analysis.exitCode()).isZero();
        assertThat(analysis.out()).contains("no heap dump was given");
        String all = ofBundle(folder.resolve("x.tar.zst"));
        assertThat(all)
                .contains("\"tool\": \"holdup ", "\"what\": \"thread dump 1 of 1\"", "MaxHeapSize", "Max open files")
                .doesNotContain("verysecret");
    }

    @Test
    void whatMayTakeTooLongIsLeftOutAndSaid() throws Exception {
        try (Victim victim = new Victim(17)) {
            HoldupProcess capture = HoldupProcess.run(
                    folder, "capture", victim.pid(), "-o", "x.tar.zst", "--dumps", "1", "--max-pause", "0.001");
            assertThat(capture.exitCode()).isZero();
            assertThat(capture.err())
                    .containsPattern(
                            "The heap dump is missing: it may stop the JVM for [\\d.]+ s, and --max-pause allows 0.0");
        }
        assertThat(ofBundle(folder.resolve("x.tar.zst")))
                .doesNotContain("JAVA PROFILE")
                .contains("waiter-7");
    }

    @Test
    void theJvmCanCompressTheHeapDump() throws Exception {
        try (Victim victim = new Victim(25)) {
            HoldupProcess capture = HoldupProcess.run(
                    folder, "capture", victim.pid(), "-o", "x.tar.zst", "--dumps", "1", "--gz", "--live");
            assertThat(capture.err()).doesNotContain("missing");
        }
        HoldupProcess analysis = HoldupProcess.run(folder, "analyze", "x.tar.zst", "-o", "report", "--quiet");
        assertThat(analysis.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("report.json"))).contains("heap.hprof.gz");
    }

    @Test
    void mistakesAreToldInOneSentence() throws Exception {
        HoldupProcess nobody = HoldupProcess.run(folder, "capture", "999999999", "-o", "x.tar.zst");
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).isEqualTo("holdup: There is no process 999999999: jcmd -l lists those of Java.\n");

        Process noJvm = new ProcessBuilder("sleep", "60").start();
        HoldupProcess foreign = HoldupProcess.run(folder, "capture", Long.toString(noJvm.pid()), "-o", "x.tar.zst");
        noJvm.destroyForcibly().waitFor();
        assertThat(foreign.exitCode()).isEqualTo(3);
        assertThat(foreign.err().lines()).hasSize(1).allMatch(line -> line.contains("Cannot speak to process"));

        Files.createFile(folder.resolve("file"));
        HoldupProcess nowhere = HoldupProcess.run(folder, "capture", "1", "-o", "file/x.tar.zst");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(HoldupProcess.run(folder, "capture").exitCode()).isEqualTo(2);
        assertNothingLeft();
    }

    @Test
    void nothingIsLeftByAnEndOnTheWayNorByKills() throws Exception {
        try (Victim victim = new Victim(17)) {
            end(victim);
            assertNothingLeft();

            killAtRandomMoments(victim);
        }
    }

    /// The bundle is there as a whole or not at all, and the process that was captured goes on.
    private void killAtRandomMoments(Victim victim) throws Exception {
        HardKills kills = new HardKills(folder);
        List<String> command = List.of(
                "capture", victim.pid(), "-o", "cut.tar.zst", "--dumps", "2", "--interval", "0.2", "--patience", "20");
        long millis = HardKills.ALL ? kills.runToItsEnd(command) : MILLIS;
        int killed = 0;
        for (int moment = 1; moment <= MOMENTS; moment++) {
            Files.deleteIfExists(folder.resolve("cut.tar.zst"));
            Process capture = kills.start(command);
            capture.waitFor(kills.within(millis), TimeUnit.MILLISECONDS);
            killed += HardKills.killAlone(capture) ? 1 : 0;
            if (Files.exists(folder.resolve("cut.tar.zst"))) {
                assertThat(ofBundle(folder.resolve("cut.tar.zst"))).contains("capture.json", "JAVA PROFILE");
            }
            if (moment % IN_A_ROW == 0) {
                HoldupProcess.run(folder, "capture", victim.pid(), "-o", "x.tar.zst", "--dumps", "1", "--no-heap");
                assertNothingLeft();
                assertThat(HardKills.files(kills.temporary())).isEmpty();
            }
        }
        assertThat(victim.process.isAlive()).isTrue();
        System.err.println(killed + " of " + MOMENTS + " were killed before their end");
        assertThat(killed).isGreaterThanOrEqualTo(MOMENTS / 2);
    }

    /// Ends a capture while it waits for its second thread dump.
    private void end(Victim victim) throws Exception {
        Process capture = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.holdup.cli.Main",
                        "capture",
                        victim.pid(),
                        "-o",
                        "cut.tar.zst",
                        "--interval",
                        "60")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = capture.inputReader();
        String line = out.readLine();
        while (line != null && !line.contains("Thread dump 1")) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
        capture.destroy();
        assertThat(capture.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("cut.tar.zst")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void theScriptDoesTheSameWithAJdkAlone(int release) throws Exception {
        Path script = Files.writeString(
                folder.resolve("capture.sh"),
                HoldupProcess.run(folder, "capture", "--script").out());
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        HoldupProcess captured;
        try (Victim victim = new Victim(release)) {
            captured = HoldupProcess.run(
                    folder,
                    Map.of("JCMD", jcmd.toString(), "DUMPS", "2", "INTERVAL", "1"),
                    List.of("sh", script.toString(), victim.pid(), "incident.tar.gz"));
        }
        assertThat(captured.err())
                .contains("threads 2 of 2", "MB in use; its dump stops the process", "wrote incident.tar.gz")
                .doesNotContain("failed", "not whole");
        assertThat(captured.exitCode()).isZero();
        assertNothingLeft();

        HoldupProcess analysis = HoldupProcess.run(folder, "analyze", "incident.tar.gz", "-o", "report", "--quiet");
        assertThat(analysis.out()).contains("30 threads", "the-owner");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("threads-2.txt", "heap.hprof");
    }

    private void assertNothingLeft() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{holdup-*,*.part}")) {
            assertThat(StreamSupport.stream(files.spliterator(), false)).isEmpty();
        }
    }

    /// All that is in a bundle, as text.
    private static String ofBundle(Path bundle) throws IOException {
        try (ZstdInputStream tar = new ZstdInputStream(Files.newInputStream(bundle))) {
            return new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
