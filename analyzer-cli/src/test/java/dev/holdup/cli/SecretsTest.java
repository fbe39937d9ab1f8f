package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM that holds secrets wherever a heap can: no command prints or writes any of them, unless `--show-values` is
/// given.
class SecretsTest {
    private static final String[] ALL_FORMATS = {"--format", "html,json,md,jira,text", "--detail", "high"};

    @TempDir
    private static Path shared;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static SecretiveJvm jvm;

    @TempDir
    private Path folder;

    private final SoftAssertions all = new SoftAssertions();

    @BeforeAll
    static void start() throws Exception {
        jvm = new SecretiveJvm(Files.createDirectory(shared.resolve("jvm")));
        assertThat(SecretMark.in(Files.readAllBytes(jvm.heap()))).isNotNull();
    }

    @AfterAll
    static void stop() {
        jvm.close();
    }

    @Test
    void reportsOfAllFormsKeepThem() throws Exception {
        List<String> dumps = jvm.dumps().stream().map(Path::toString).toList();
        assertKept(0, arguments("analyze", dumps, List.of("--views", "all", "-o", "whole", "--debug"), ALL_FORMATS));
        assertKept(0, arguments("analyze", dumps.subList(0, 1), List.of("-o", "heap", "--quiet"), ALL_FORMATS));
        assertKept(
                0,
                arguments(
                        "compare",
                        List.of("heap.json", "whole.json"),
                        List.of("-o", "both", "--format", "html,json,md,jira,text")));
        assertKept(0, "quick", jvm.heap().toString());
        assertKept(
                0,
                "batch",
                jvm.folder().toString(),
                "-o",
                "batch",
                "--only",
                "{heap.hprof,threads*}",
                "--views",
                "all");
        assertNothingIsInFiles();
        assertThat(Files.readString(folder.resolve("whole.json")))
                .contains("lock-owner", "shop.password", "SHOP_TOKEN");
    }

    @Test
    void aLookAtOneThingKeepsThem() throws Exception {
        String heap = jvm.heap().toString();
        assertKept(0, "export", heap, "-o", "objects.csv");
        List<String> targets =
                new ArrayList<>(List.of("SecretiveProgram", "SecretiveProgram$Holder", "char[]", "thread:request-3"));
        String holder = firstOf("SecretiveProgram$Holder");
        targets.addAll(List.of(
                holder,
                "path:" + holder,
                firstOf("char[]"),
                firstOf("java.util.HashMap$Node"),
                firstOf("java.lang.Long")));
        for (String target : targets) {
            assertKept(0, "inspect", heap, target, "--format", "json", "--limit", "1000");
        }
        for (String target : List.of(holder, "thread:request-3")) {
            assertKept(0, "inspect", heap, target);
        }
        assertNothingIsInFiles();
    }

    /// So that the search for them can fail.
    @Test
    void theyAreShownIfThatIsAskedFor() throws Exception {
        HoldupProcess.run(
                folder, "analyze", jvm.heap().toString(), "-o", "shown", "--views", "all", "--show-values", "--quiet");
        for (String form : List.of("html", "json")) {
            assertThat(SecretMark.in(Files.readAllBytes(folder.resolve("shown." + form))))
                    .as(form)
                    .isNotNull();
        }
        HoldupProcess.run(folder, "export", jvm.heap().toString(), "-o", "objects.csv");
        HoldupProcess object = HoldupProcess.run(
                folder, "inspect", jvm.heap().toString(), firstOf("SecretiveProgram$Holder"), "--show-values");
        assertThat(SecretMark.in(object.out())).isNotNull();
    }

    @Test
    void whatIsHandedOnKeepsThem() throws Exception {
        assertKept(0, "capture", jvm.pid(), "-o", "incident.tar.zst", "--no-heap", "--dumps", "1");
        assertThat(folder.resolve("incident.tar.zst")).isNotEmptyFile();
        assertKept(0, "redact", jvm.heap().toString(), "-o", "safe.hprof");
        assertNothingIsInFiles();
    }

    @Test
    void whatIsSaidOfDamageKeepsThem() throws Exception {
        byte[] whole = Files.readAllBytes(jvm.heap());
        for (int percent : new int[] {3, 60}) {
            Path cut = Files.write(shared.resolve("cut-" + percent + ".hprof"), java.util.Arrays.copyOf(whole, (int)
                    ((long) whole.length * percent / 100)));
            // So early there are names, but no object yet.
            int exitCode = percent == 3 ? 3 : 0;
            assertKept(exitCode, "analyze", cut.toString(), "-o", "cut-" + percent, "--debug");
        }
        byte[] zeroed = whole.clone();
        java.util.Arrays.fill(zeroed, zeroed.length / 3, zeroed.length / 3 + 5000, (byte) 0);
        Path damaged = Files.write(shared.resolve("zeroed.hprof"), zeroed);
        assertKept(0, "analyze", damaged.toString(), "-o", "zeroed", "--debug");
        assertKept(0, "quick", damaged.toString());
        Path noDump = Files.write(
                shared.resolve("text.txt"), (SecretMark.TEXT + "/no dump\n").getBytes(StandardCharsets.UTF_8));
        assertKept(3, "analyze", noDump.toString(), "-o", "none", "--debug");
        assertNothingIsInFiles();
    }

    private static String[] arguments(String command, List<String> first, List<String> then, String... last) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(first);
        words.addAll(then);
        words.addAll(List.of(last));
        return words.toArray(String[]::new);
    }

    private void assertKept(int exitCode, String... arguments) throws Exception {
        HoldupProcess run = HoldupProcess.run(folder, arguments);
        String command = String.join(" ", arguments);
        assertThat(run.exitCode()).as(command + "\n" + run.err()).isEqualTo(exitCode);
        all.assertThat(SecretMark.in(run.out()))
                .as("standard output of " + command)
                .isNull();
        all.assertThat(SecretMark.in(run.err()))
                .as("standard error of " + command)
                .isNull();
    }

    private void assertNothingIsInFiles() throws IOException {
        Map<Path, @Nullable String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String mark = SecretMark.in(Files.readAllBytes(file));
                if (mark != null) {
                    found.put(folder.relativize(file), mark);
                }
            }
        }
        all.assertThat(found).isEmpty();
        all.assertAll();
    }

    /// The address of one of the class, as the export has it.
    private String firstOf(String className) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("objects.csv"))) {
            Matcher line = Pattern.compile("(0x[0-9a-f]+),\"?" + Pattern.quote(className) + "\"?,.*")
                    .matcher("");
            String row = lines.filter(each -> line.reset(each).matches())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + className));
            return row.substring(0, row.indexOf(','));
        }
    }
}
