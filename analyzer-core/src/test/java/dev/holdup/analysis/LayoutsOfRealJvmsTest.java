package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.samples.incidents.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Sizes by class against the histograms of real JVMs of the same moment, in each way they lay out objects.
class LayoutsOfRealJvmsTest {
    private static final double PERCENT = 0.1;
    private static final String PROGRAM = "LayoutProgram";
    private static final String REPETITIONS = "5000";
    private static final int PATIENCE_SECONDS = 120;
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    private static Path folder;

    /// @param options separated by blanks
    private record Layout(String name, String options) {}

    private static final List<Layout> OF_ANY_JDK = List.of(
            new Layout("compressed", ""),
            new Layout("wide references", "-XX:-UseCompressedOops"),
            new Layout("wide headers", "-XX:-UseCompressedClassPointers"),
            new Layout("nothing compressed", "-XX:-UseCompressedOops -XX:-UseCompressedClassPointers"),
            new Layout("aligned to 16", "-XX:ObjectAlignmentInBytes=16"));
    private static final List<Layout> SINCE_JDK_25 = List.of(
            new Layout("compact headers", "-XX:+UseCompactObjectHeaders"),
            new Layout("compact headers, wide references", "-XX:+UseCompactObjectHeaders -XX:-UseCompressedOops"));

    @BeforeAll
    static void compile() throws IOException {
        Path source = folder.resolve(PROGRAM + ".java");
        try (InputStream text = LayoutsOfRealJvmsTest.class.getResourceAsStream(PROGRAM + ".java")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
    }

    @TestFactory
    Stream<DynamicTest> ofThisJdk() {
        return Stream.concat(OF_ANY_JDK.stream(), SINCE_JDK_25.stream())
                .map(layout -> DynamicTest.dynamicTest(layout.name, () -> compare(THIS_JAVA, layout)));
    }

    @TestFactory
    Stream<DynamicTest> ofJdk17() {
        Path java = Jdks.release(17).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK 17"));
        return OF_ANY_JDK.stream().map(layout -> DynamicTest.dynamicTest(layout.name, () -> compare(java, layout)));
    }

    private static void compare(Path java, Layout layout) throws Exception {
        Path results = Files.createTempDirectory(folder, "jvm");
        run(java, layout, results);
        try (OpenDumps dumps = DumpReader.openAll(List.of(results.resolve("heap.hprof")))) {
            JvmHistogram ours = JvmHistogram.ofDump(Objects.requireNonNull(dumps.heap()));
            JvmHistogram filled = jvm(results, true, ours);
            JvmHistogram unfilled = jvm(results, false, ours);
            JvmHistogram jvm = Math.abs(filled.bytes() - ours.bytes()) <= Math.abs(unfilled.bytes() - ours.bytes())
                    ? filled
                    : unfilled;
            assertThat((double) ours.bytes())
                    .as("%s: total%s", layout.name, ours.differences(jvm))
                    .isCloseTo((double) jvm.bytes(), Percentage.withPercentage(PERCENT));
            ours.rowByClass().keySet().stream()
                    .filter(name -> name.startsWith(PROGRAM))
                    .forEach(name -> assertThat(ours.of(name)).as(name).isEqualTo(jvm.of(name)));
            assertThat(ours.rowByClass().keySet())
                    .filteredOn(name -> name.startsWith(PROGRAM))
                    .hasSizeGreaterThan(10);
            JvmHistogram.Row classObjects = ours.of("java.lang.Class");
            JvmHistogram.Row dumped = jvm.of("java.lang.Class");
            assertThat((double) classObjects.bytes() / classObjects.objects())
                    .as("%s: bytes of a class object", layout.name)
                    .isCloseTo((double) dumped.bytes() / dumped.objects(), within(2.0));
        } finally {
            Files.deleteIfExists(results.resolve("heap.hprof"));
        }
    }

    private static JvmHistogram jvm(Path results, boolean filled, JvmHistogram dumped) throws IOException {
        return JvmHistogram.ofJvm(results.resolve("histogram.txt"), filled).asFarAsDumped(dumped);
    }

    private static void run(Path java, Layout layout, Path results) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(java.resolve("bin/java").toString(), "-Xmx128m", "-XX:+UseSerialGC"));
        Stream.of(layout.options.split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-cp", folder.toString(), PROGRAM, results.toString(), REPETITIONS));
        Path said = results.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
        }
        String output = Files.readString(said);
        Assumptions.assumeTrue(
                !output.contains("Unrecognized VM option"), "SKIPPED: " + java + " has no " + layout.options);
        assertThat(process.exitValue()).as(output).isZero();
    }
}
