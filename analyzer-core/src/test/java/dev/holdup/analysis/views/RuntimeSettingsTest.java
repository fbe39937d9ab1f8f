package dev.holdup.analysis.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.samples.incidents.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of properties, variables and arguments of real JVMs are told, their values only if asked for.
class RuntimeSettingsTest {
    private static final String CANARY = "canary-4f1c0b";
    private static final String PROGRAM = """
            public class Started {
                public static void main(String[] file) throws Exception {
                    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments();
                    System.getenv();
                    java.lang.management.ManagementFactory.getPlatformMXBean(
                            com.sun.management.HotSpotDiagnosticMXBean.class).dumpHeap(file[0], true);
                }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void valuesAreToldOnlyIfAskedFor(int release) throws Exception {
        Path dump = dump(release);

        IncidentReport hidden = ViewsOf.report(dump, ViewName.all(), false);
        HeapOverview names = overview(hidden);
        assertThat(names.properties()).contains(new HeapOverview.Setting("acme.password", null));
        assertThat(names.environment()).contains(new HeapOverview.Setting("ACME_TOKEN", null));
        assertThat(names.arguments())
                .contains(
                        new HeapOverview.Setting("-Dacme.password", null),
                        new HeapOverview.Setting("-Xmx", null),
                        new HeapOverview.Setting("-XX:+UseSerialGC", null));
        assertThat(hidden.toString()).doesNotContain(CANARY);

        HeapOverview shown = overview(ViewsOf.report(dump, ViewName.all(), true));
        assertThat(shown.properties()).contains(new HeapOverview.Setting("acme.password", CANARY));
        assertThat(shown.environment()).contains(new HeapOverview.Setting("ACME_TOKEN", CANARY));
        assertThat(shown.arguments())
                .contains(
                        new HeapOverview.Setting("-Dacme.password", "=" + CANARY),
                        new HeapOverview.Setting("-Xmx", "64m"));
        assertThat(shown.jvmVersion()).startsWith(release + ".");
    }

    private static HeapOverview overview(IncidentReport report) {
        HeapViews views = Objects.requireNonNull(report.views());
        return Objects.requireNonNull(views.overview());
    }

    private Path dump(int release) throws Exception {
        Path home = Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
        Path source = Files.writeString(folder.resolve("Started.java"), PROGRAM);
        Path dump = folder.resolve("started.hprof");
        ProcessBuilder java = new ProcessBuilder(
                        home.resolve("bin/java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dacme.password=" + CANARY,
                        source.toString(),
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        java.environment().remove("JAVA_TOOL_OPTIONS");
        java.environment().put("ACME_TOKEN", CANARY);
        Process process = java.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
        return dump;
    }
}
