package dev.holdup.analysis.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.ObjectExport;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.samples.incidents.Jdks;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Heap dumps of real JVMs that hold secrets, before and after.
class RedactionTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final RuleBook BOOK = RuleBook.builtIn();

    @TempDir
    private static Path folder;

    /// How each secret of the program stands in a dump.
    private static final Map<String, byte[]> MARKS = Map.of(
            "text of Latin letters", "CANARY".getBytes(StandardCharsets.ISO_8859_1),
            "text of 16 bits in the order of the machine", "CANARY".getBytes(StandardCharsets.UTF_16LE),
            "array of characters", "CANARY".getBytes(StandardCharsets.UTF_16BE),
            "numbers", HexFormat.of().parseHex("5ec4e7"));

    @TestFactory
    Stream<DynamicTest> onJdk17And25() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (int release : List.of(17, 25)) {
            Path its = Files.createDirectories(folder.resolve(Integer.toString(release)));
            Path dump = dumpOf(release, its);
            // Of the same name, since evidence names its file.
            Path redacted = Files.createDirectories(its.resolve("redacted")).resolve("heap.hprof");
            redact(dump, redacted, ThreadNames.KEPT, KeptFigures.of(BOOK));
            MARKS.forEach((what, mark) -> tests.add(DynamicTest.dynamicTest(
                    release + ": no " + what + " is left", () -> isGone(mark, dump, redacted))));
            tests.add(DynamicTest.dynamicTest(
                    release + ": every object keeps its address, class, sizes and dominator",
                    () -> assertThat(objects(redacted)).isEqualTo(objects(dump))));
            tests.add(DynamicTest.dynamicTest(
                    release + ": threads, groups and verdict are the same",
                    () -> isSame(report(dump), report(redacted))));
            tests.add(DynamicTest.dynamicTest(
                    release + ": redacting it again changes nothing", () -> isTheSameRedactedTwice(redacted)));
            tests.add(DynamicTest.dynamicTest(
                    release + ": names of threads are hashed if asked for", () -> namesAreHashed(dump, its)));
            tests.add(DynamicTest.dynamicTest(
                    release + ": sizes are zero if asked for", () -> figuresAreGone(dump, its)));
        }
        return tests.stream();
    }

    @Test
    void aDumpThatWasCutOffIsRedactedAsFarAsItReaches() throws Exception {
        Path whole = dumpOf(25, Files.createDirectories(folder.resolve("cut")));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.hprof"), java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
        Path redacted = folder.resolve("cut-redacted.hprof");

        redact(cut, redacted, ThreadNames.KEPT, KeptFigures.of(BOOK));

        MARKS.values().forEach(mark -> assertThat(holds(redacted, mark)).isFalse());
        assertThat(objects(redacted)).hasSizeGreaterThan(1000).isEqualTo(objects(cut));
    }

    private static void isGone(byte[] mark, Path dump, Path redacted) {
        assertThat(holds(dump, mark)).as("the secret is in the dump").isTrue();
        assertThat(holds(redacted, mark)).isFalse();
    }

    private static void isSame(IncidentReport before, IncidentReport after) {
        assertThat(after.units()).isEqualTo(before.units());
        assertThat(after.unitTable()).isEqualTo(before.unitTable());
        assertThat(after.groups()).isEqualTo(before.groups());
        assertThat(after.verdict()).isEqualTo(before.verdict());
        assertThat(after.histogram()).isEqualTo(before.histogram());
        assertThat(after.suspects()).isEqualTo(before.suspects());
        assertThat(after.runtime()).isEqualTo(before.runtime());
        assertThat(after.notChecked()).anyMatch(not -> not.because().contains("holdup redact"));
        assertThat(Objects.requireNonNull(after.contents()).duplicateStrings()).isEmpty();
        assertThat(Objects.requireNonNull(before.contents()).duplicateStrings()).isNotEmpty();
        assertThat(before.unitTable()).anyMatch(row -> row.unit().equals("order-worker-1"));
    }

    private static void isTheSameRedactedTwice(Path redacted) throws Exception {
        Path again = redacted.resolveSibling("again.hprof");

        redact(redacted, again, ThreadNames.KEPT, KeptFigures.of(BOOK));

        try (OpenDumps dumps = DumpReader.openAll(List.of(again))) {
            assertThat(Objects.requireNonNull(dumps.heap()).valuesBlanked()).isTrue();
        }
        assertThat(again).hasSameBinaryContentAs(redacted);
    }

    private static void namesAreHashed(Path dump, Path its) throws Exception {
        Path hashed = its.resolve("hashed.hprof");

        redact(dump, hashed, ThreadNames.HASHED, KeptFigures.of(BOOK));

        assertThat(holds(dump, "order-worker".getBytes(StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(holds(hashed, "order-worker".getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
        assertThat(report(hashed).unitTable())
                .hasSameSizeAs(report(dump).unitTable())
                .anyMatch(row -> row.unit().matches("[0-9a-f]{" + "order-worker-1".length() + "}"));
    }

    /// The latch that the workers wait for has five to go.
    private static void figuresAreGone(Path dump, Path its) throws Exception {
        Path bare = its.resolve("bare.hprof");

        redact(dump, bare, ThreadNames.KEPT, KeptFigures.none());

        assertThat(objects(bare)).isEqualTo(objects(dump));
        assertThat(latch(report(dump))).contains("5 ");
        assertThat(latch(report(bare))).doesNotContain("5 ");
    }

    private static String latch(IncidentReport report) {
        return String.valueOf(report.groups().stream()
                .filter(group -> group.members().contains("order-worker-1"))
                .findFirst()
                .orElseThrow()
                .facts());
    }

    private static void redact(Path dump, Path to, ThreadNames names, KeptFigures figures) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(dump));
                OutputStream out = Files.newOutputStream(to)) {
            HeapDump heap = Objects.requireNonNull(dumps.heap());
            Redaction.of(heap, figures, names).write(out);
        }
    }

    private static List<String> objects(Path dump) throws Exception {
        List<String> objects = new ArrayList<>();
        try (OpenDumps dumps = DumpReader.openAll(List.of(dump))) {
            new ObjectExport(2, MemoryLimit.ofMachine(), Semantics.HOLDUP, true)
                    .write(
                            Objects.requireNonNull(dumps.heap()),
                            (address, name, shallow, retained, kind, dominator) -> objects.add(address + " " + name
                                    + " " + shallow + " " + retained + " " + kind + " " + dominator),
                            Progress.SILENT);
        }
        return objects;
    }

    private static IncidentReport report(Path dump) {
        AnalyzerOptions options = new AnalyzerOptions("test", 2, BOOK);
        return switch (new IncidentAnalyzer(options).analyze(List.of(dump), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }

    private static boolean holds(Path file, byte[] mark) {
        try {
            // One char a byte.
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .contains(new String(mark, StandardCharsets.ISO_8859_1));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Path dumpOf(int release, Path its) throws Exception {
        Path javaHome = Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
        Path source = its.resolve("SecretsProgram.java");
        try (InputStream text = RedactionTest.class.getResourceAsStream("SecretsProgram.java")) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-d", its.toString(), source.toString());
        assertThat(failed).isZero();
        Path dump = its.resolve("heap.hprof");
        Path said = its.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        javaHome.resolve("bin/java").toString(),
                        "-Xmx64m",
                        "-Dsecret=CANARY property",
                        "-cp",
                        its.toString(),
                        "SecretsProgram",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SECRET", "CANARY variable");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s");
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return dump;
    }
}
