package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution's own start script, on the packed jars.
class LauncherIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("holdup.distribution"));

    @TempDir
    private Path folder;

    @Test
    void startsFromAnywhereThroughALinkAndAFolderWithSpaces() throws Exception {
        Path spaced = Files.createDirectory(folder.resolve("a folder"));
        Files.createSymbolicLink(spaced.resolve("holdup-1"), DISTRIBUTION.resolve("bin/holdup"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a folder/holdup-1"));

        HoldupProcess version = launch(folder.resolve("link"), Map.of(), "--version");

        assertThat(version.err()).isEmpty();
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("holdup ");
    }

    @Test
    void theDemoAnalyzesTheIncidentThatComesAlong() throws Exception {
        HoldupProcess demo = launch(DISTRIBUTION.resolve("bin/holdup"), Map.of(), "demo");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("Logback", "OutputStreamAppender.writeBytes", "neverBlock")
                .endsWith("open holdup-report.html" + System.lineSeparator());
        assertThat(folder.resolve("holdup-report.html")).isNotEmptyFile();
        assertThat(folder.resolve("holdup-report.md")).isNotEmptyFile();
        Verdict verdict = JsonReport.read(folder.resolve("holdup-report.json")).verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.units()).isGreaterThan(200);
        assertThat(verdict.owner()).isNotNull();
    }

    @Test
    void theErlangDemoNeedsNoErlang() throws Exception {
        HoldupProcess demo = launch(DISTRIBUTION.resolve("bin/holdup"), Map.of(), "demo", "--erlang");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("lager_event", "gen_event:rpc/2", "async_threshold")
                .doesNotContainIgnoringCase("thread")
                .endsWith("open holdup-report.html" + System.lineSeparator());
        Verdict verdict = JsonReport.read(folder.resolve("holdup-report.json")).verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.subsystem().category()).isEqualTo("logging");
        assertThat(verdict.units()).isEqualTo(120);
    }

    @Test
    void handsArgumentsOverAsTheyAre() throws Exception {
        HoldupProcess wrong = launch(DISTRIBUTION.resolve("bin/holdup"), Map.of(), "two words *");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("holdup: There is no command 'two words *'");
    }

    @Test
    void passesOptionsToTheVirtualMachine() throws Exception {
        HoldupProcess refused = launch(
                DISTRIBUTION.resolve("bin/holdup"), Map.of("HOLDUP_OPTS", "-Xmx64m -XX:NoSuchOption"), "--version");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("NoSuchOption");
    }

    @Test
    void passesOverRuntimesThatAreTooOld() throws Exception {
        HoldupProcess version = launch(
                DISTRIBUTION.resolve("bin/holdup"),
                Map.of("HOLDUP_JAVA_HOME", runtime("17").toString(), "JAVA_HOME", System.getProperty("java.home")),
                "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).contains("Java " + Runtime.version());
    }

    @Test
    void withoutAFittingRuntimeSaysSoInOneLine() throws Exception {
        Path old = runtime("17");

        HoldupProcess none = launch(
                DISTRIBUTION.resolve("bin/holdup"),
                Map.of(
                        "PATH", withoutJava().toString(),
                        "JAVA_HOME", old.toString(),
                        "HOLDUP_JDK_FOLDERS", folder.resolve("none").toString()),
                "--version");

        assertThat(none.exitCode()).isEqualTo(69);
        assertThat(none.out()).isEmpty();
        assertThat(none.err())
                .isEqualTo("holdup: needs Java 25 or newer: set JAVA_HOME (or HOLDUP_JAVA_HOME) to one; found only"
                        + " Java 17 (JAVA_HOME)\n");
    }

    private HoldupProcess launch(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "HOLDUP_JAVA_HOME",
                "",
                "HOLDUP_HOME",
                "",
                "HOLDUP_OPTS",
                "",
                "JAVA_HOME",
                System.getProperty("java.home")));
        all.putAll(environment);
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        return HoldupProcess.run(folder, all, command);
    }

    /// What looks like a Java runtime of that version.
    private Path runtime(String version) throws Exception {
        Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(
                home.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return home;
    }

    /// A search path with the few commands that the launcher needs, and no java.
    private Path withoutJava() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String command : List.of("sh", "sed", "readlink", "dirname")) {
            Path found =
                    Files.exists(Path.of("/bin", command)) ? Path.of("/bin", command) : Path.of("/usr/bin", command);
            Files.createSymbolicLink(bin.resolve(command), found);
        }
        return bin;
    }
}
