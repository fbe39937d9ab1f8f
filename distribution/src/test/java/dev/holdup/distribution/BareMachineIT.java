package dev.holdup.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.JsonReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each package on a machine that has a shell and nothing else: put there, run, report.
class BareMachineIT {
    @TempDir
    private Path root;

    @Test
    void theArchiveIsUnpackedRunsAndReports() throws Exception {
        BareMachine machine = BareMachine.at(root);
        Files.copy(Packages.ARCHIVE, root.resolve("unpacked/holdup.tar.gz"));

        machine.run("cd /unpacked && tar -xzf holdup.tar.gz").printed();
        String demo = machine.run("cd /unpacked && holdup-*/bin/holdup demo").printed();

        assertThat(demo).contains("Logback", "OutputStreamAppender.writeBytes", "neverBlock");
        assertReported("unpacked/holdup-report");
        assertThat(machine.run("/unpacked/holdup-*/bin/holdup --version").printed())
                .contains("Java " + Runtime.version().feature());

        // The processes of a batch run on the same runtime: there is no other.
        String incident = "/unpacked/" + Packages.NAME + "/demo/logback-stalled-disk";
        assertThat(machine.run("cd /unpacked && holdup-*/bin/holdup batch " + incident + " -o fleet --quiet")
                        .err())
                .isEmpty();
        assertThat(Files.readString(root.resolve("unpacked/fleet/index.md"))).contains("logging.logback", "| 219 |");

        machine.run("/unpacked/holdup-*/bin/make-start-cache").printed();
        assertThat(starts(root.resolve("unpacked").resolve(Packages.NAME))).hasSize(1);
        assertThat(machine.run("cd /unpacked && holdup-*/bin/holdup demo").printed())
                .isEqualTo(demo);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNoHindrance() throws Exception {
        BareMachine machine = BareMachine.at(root);
        Files.copy(Packages.ARCHIVE, root.resolve("unpacked/holdup.tar.gz"));
        machine.run("cd /opt && tar -xzf /unpacked/holdup.tar.gz").printed();
        String readOnly = "mount --bind $1/opt $1/opt; mount -o remount,bind,ro $1/opt; shift; exec chroot \"$@\"";

        Ended cache = machine.unshared(
                readOnly, root.toString(), root.toString(), "/bin/sh", "-c", "sh /opt/holdup-*/bin/make-start-cache");
        Ended demo = machine.unshared(
                readOnly,
                root.toString(),
                root.toString(),
                "/bin/sh",
                "-c",
                "cd /unpacked && /opt/holdup-*/bin/holdup demo --quiet");

        assertThat(cache.exitCode()).isEqualTo(1);
        assertThat(cache.err())
                .startsWith("make-start-cache: cannot write to /opt/" + Packages.NAME)
                .hasLineCount(1);
        assertThat(demo.err()).isEmpty();
        demo.printed();
        assertReported("unpacked/holdup-report");
    }

    @Test
    void theDebianPackageIsInstalledRunsAndGoesAgain() throws Exception {
        BareMachine machine = BareMachine.at(root);
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        // There is no other package, so none that it wants.
        String dpkg = "dpkg --root=" + root + " --log=/dev/null --force-depends --force-bad-path ";

        machine.unshared(dpkg + "--install \"$1\"", Packages.DEB.toString()).printed();
        machine.run("cd /unpacked && holdup demo --quiet").printed();

        assertReported("unpacked/holdup-report");
        assertThat(starts(root.resolve("opt/holdup")))
                .as("made at its installation")
                .hasSize(1);
        assertThat(root.resolve("usr/share/man/man1/holdup-analyze.1")).isNotEmptyFile();
        assertThat(root.resolve("usr/share/bash-completion/completions/holdup")).isNotEmptyFile();
        assertThat(root.resolve("usr/share/doc/holdup/copyright")).isNotEmptyFile();
        assertThat(Files.readString(root.resolve("usr/lib/systemd/system/holdup.service")))
                .contains("ExecStart=/opt/holdup/bin/holdup serve");

        machine.unshared(dpkg + "--remove holdup").printed();
        assertThat(root.resolve("opt/holdup")).doesNotExist();
        assertThat(root.resolve("usr/bin/holdup")).doesNotExist();
    }

    @Test
    void whatTheContainerFileSaysMakesAMachineThatRuns() throws Exception {
        ContainerSteps container = new ContainerSteps(BareMachine.at(root));
        container.follow(Path.of("../deploy/Containerfile"), Packages.FOLDER);

        String token = container
                .start("token", "create", "--role", "admin", "--name", "ME", "--data", "/data")
                .printed();
        container
                .start("analyze", "/opt/holdup/demo/logback-stalled-disk", "--quiet", "-o", "/data/report")
                .printed();

        assertThat(token.strip()).isNotEmpty().doesNotContain(" ");
        assertReported("data/report");
        assertThat(container.command()).startsWith("serve", "--data", "/data");
        assertThat(Files.getAttribute(root.resolve("data/report.html"), "unix:uid"))
                .isEqualTo(10017);
    }

    private void assertReported(String report) throws Exception {
        assertThat(root.resolve(report + ".html")).isNotEmptyFile();
        Verdict verdict = JsonReport.read(root.resolve(report + ".json")).verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.units()).isEqualTo(219);
        assertThat(verdict.owner()).isNotNull();
    }

    private static List<Path> starts(Path home) throws Exception {
        try (Stream<Path> entries = Files.list(home)) {
            return entries.filter(entry -> entry.toString().endsWith(".aot")).toList();
        }
    }
}
