package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.report.JsonReport;
import dev.holdup.samples.synthetic.VastDumps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps that are vast in one way each. `HOLDUP_LONG_HAUL` makes them as vast as they come, which takes 4 GB of disk
/// and a quarter of an hour.
class LongHaulTest {
    private static final boolean AS_VAST_AS_THEY_COME = System.getenv("HOLDUP_LONG_HAUL") != null;
    private static final int NODES = AS_VAST_AS_THEY_COME ? 50_000_000 : 100_000;
    private static final int CLASSES = AS_VAST_AS_THEY_COME ? 1_000_000 : 10_000;
    private static final int ELEMENTS = AS_VAST_AS_THEY_COME ? VastDumps.LONGEST_ARRAY : 1_000_000;
    private static final long TEXT_BYTES = AS_VAST_AS_THEY_COME ? 2L << 30 : 2L << 20;

    @TempDir
    private Path folder;

    @Test
    void aListIsFollowedToItsEnd() throws Exception {
        VastDumps.list(folder.resolve("list.hprof"), NODES);

        // All that follows the objects lies beside the Java heap.
        IncidentReport report = analyze("list.hprof", "-Xmx256m");

        assertThat(depth(report).deepest()).isEqualTo(NODES);
        assertThat(Objects.requireNonNull(report.memory()).reachableBytes()).isGreaterThanOrEqualTo(16L * NODES);
    }

    @Test
    void eachOfVeryManyClassesIsCounted() throws Exception {
        VastDumps.classes(folder.resolve("classes.hprof"), CLASSES);

        Memory memory = Objects.requireNonNull(analyze("classes.hprof").memory());

        assertThat(memory.classes()).isEqualTo(CLASSES + 1L);
        // As many objects, and all class objects.
        assertThat(memory.objects()).isEqualTo(2L * CLASSES + 1);
    }

    @Test
    void theLastElementOfAnArrayIsRead() throws Exception {
        VastDumps.array(folder.resolve("array.hprof"), ELEMENTS);

        IncidentReport report = analyze("array.hprof");

        Memory memory = Objects.requireNonNull(report.memory());
        assertThat(memory.totalBytes()).isBetween(4L * ELEMENTS, 8L * ELEMENTS + 1000);
        // What the first and the last element refer to is in the array's hands.
        assertThat(depth(report).ranges().get(1).objects()).isEqualTo(2);
    }

    @Test
    void aLogFullOfThreadDumpsIsReadToItsEnd() throws Exception {
        VastDumps.threadDumps(folder.resolve("server.log"), 1000, TEXT_BYTES);

        IncidentReport report = analyze("server.log");

        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().units()).isEqualTo(750);
        assertThat(report.inputs().getFirst().bytes()).isGreaterThanOrEqualTo(TEXT_BYTES);
        // Where the machine has not memory enough for the threads of all, the first ones are left out.
        assertThat(report.inputs().getFirst().complete() || AS_VAST_AS_THEY_COME)
                .isTrue();
    }

    private static HeapDominators.Depth depth(IncidentReport report) {
        return Objects.requireNonNull(
                Objects.requireNonNull(Objects.requireNonNull(report.views()).dominators())
                        .depth());
    }

    private IncidentReport analyze(String file, String... options) throws Exception {
        // With the options of the launcher, and further ones.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmn16m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main",
                "analyze",
                file,
                "--format",
                "json",
                "-o",
                "report.json"));
        HoldupProcess analyze = HoldupProcess.run(folder, Map.of(), command);
        assertThat(analyze.exitCode()).as(analyze.err()).isZero();
        Files.delete(folder.resolve(file));
        return JsonReport.read(folder.resolve("report.json"));
    }
}
