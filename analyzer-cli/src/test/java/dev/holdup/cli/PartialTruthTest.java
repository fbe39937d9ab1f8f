package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.cli.WrittenHeap.Part;
import dev.holdup.report.JsonReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged dump yields a report of what could be read that says what is missing, in every form.
class PartialTruthTest {
    private static final List<String> FORMS = List.of("html", "md", "jira", "txt");
    private static final Path NODE = Path.of("../sample-dumps/incidents/lager-stalled/erl_crash.dump.gz");

    @TempDir
    private Path folder;

    private byte[] whole = {};
    private WrittenHeap written = new WrittenHeap(new byte[13]);

    @BeforeEach
    void writeHeap() throws IOException {
        StalledLogging.writeHeapDump(folder.resolve("whole.hprof"));
        whole = Files.readAllBytes(folder.resolve("whole.hprof"));
        written = new WrittenHeap(whole);
    }

    @Test
    void aWholeDumpIsSaidToBeWholeAndNothingOfDamageIsSaid() throws Exception {
        IncidentReport report = analyzed("whole.hprof");

        assertThat(report.inputs().getFirst().complete()).isTrue();
        assertThat(coverage(report).readBytes()).isEqualTo(whole.length);
        assertThat(coverage(report).objects())
                .isEqualTo(written.objectsBefore(whole.length).size());
        assertThat(coverage(report).units())
                .isEqualTo(written.threadsBefore(whole.length).size());
        assertThat(report.verdict().kind()).isEqualTo("blocked");
        for (String form : FORMS) {
            assertThat(form(form)).as(form).doesNotContain("Read in part");
        }
    }

    @Test
    void aCutDumpTellsBytesObjectsAndThreadsThatAreThere() throws Exception {
        List<Part> objects =
                written.objectsAndRoots.stream().filter(Part::isObject).toList();
        Part middle = objects.get(objects.size() / 2);
        List<Integer> cuts = List.of(
                middle.start(),
                middle.start() + 5,
                objects.getLast().start() + 1,
                objects.get(objects.size() / 4).end(),
                whole.length - 10);
        for (int cut : cuts) {
            Files.write(folder.resolve("cut.hprof"), written.cut(cut));

            IncidentReport report = analyzed("cut.hprof");

            Coverage coverage = coverage(report);
            Set<Long> there = written.objectsBefore(cut);
            Set<Long> missing = new HashSet<>(written.threadsBefore(cut));
            missing.removeAll(there);
            assertThat(report.inputs().getFirst().complete())
                    .as("cut at %d", cut)
                    .isFalse();
            assertThat(coverage.bytes()).isEqualTo(cut);
            assertThat(coverage.readBytes()).as("read of %d", cut).isEqualTo(written.lastWholeEnd(cut));
            assertThat(coverage.missingBytes()).as("missing after %d", cut).isEqualTo(written.missingAfter(cut));
            assertThat(coverage.objects()).as("objects before %d", cut).isEqualTo(there.size());
            assertThat(coverage.missingUnits()).as("threads after %d", cut).isEqualTo(missing.size());
            assertThat(report.verdict().kind()).isNotEqualTo("healthy");
            for (String form : FORMS) {
                assertThat(form(form))
                        .as(form)
                        .contains("Read in part", CountFormat.count(there.size()) + " object", "lower bounds");
            }
        }
    }

    @Test
    void missingThreadsMakeAVerdictAboutThreadsLessSureAndTheReasonIsSaid() throws Exception {
        IncidentReport sure = analyzed("whole.hprof");
        List<Long> threads = List.copyOf(written.threadsBefore(whole.length));
        Part lastThread = written.objectsAndRoots.stream()
                .filter(part -> part.kind() == WrittenHeap.INSTANCE && threads.contains(part.id()))
                .toList()
                .getLast();
        byte[] damaged = whole.clone();
        // What begins here is no record: the rest of the segment cannot be read.
        damaged[lastThread.start()] = 0x42;
        Files.write(folder.resolve("damaged.hprof"), damaged);

        IncidentReport report = analyzed("damaged.hprof");

        assertThat(coverage(report).units()).isPositive();
        assertThat(coverage(report).readBytes()).isLessThan(whole.length);
        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(sure.verdict().confidence()).isEqualTo("medium");
        assertThat(report.verdict().confidence()).isEqualTo("low");
        assertThat(report.verdict().confidenceBecause())
                .contains("The heap dump was not read whole, so it is low rather than medium: there may be more");
    }

    @Test
    void referencesToObjectsThatAreGoneAreCounted() throws Exception {
        Part gone = written.objectsAndRoots.stream()
                .filter(part -> part.kind() == WrittenHeap.INSTANCE && written.referencesTo(part.id()) > 1)
                .findFirst()
                .orElseThrow();
        Files.write(folder.resolve("gone.hprof"), written.withoutObjectAndEnd(gone));

        assertThat(danglingIn("whole.hprof")).isZero();
        assertThat(danglingIn("gone.hprof")).isEqualTo(written.referencesTo(gone.id()));
        assertThat(form("txt"))
                .contains(written.referencesTo(gone.id()) + " references lead to objects that are missing");
    }

    private long danglingIn(String file) throws Exception {
        Long dangling = coverage(analyzed(file)).danglingReferences();
        return dangling == null ? -1 : dangling;
    }

    @Test
    void aDumpWithoutNamesWithoutStacksOrWithoutItsEndIsNotWhole() throws Exception {
        Files.write(folder.resolve("nameless.hprof"), written.without(WrittenHeap.STRING));
        Files.write(folder.resolve("classless.hprof"), written.without(WrittenHeap.LOAD_CLASS));
        Files.write(folder.resolve("stackless.hprof"), written.without(WrittenHeap.FRAME, WrittenHeap.TRACE));
        Files.write(folder.resolve("endless.hprof"), written.without(WrittenHeap.HEAP_END));

        assertThat(damage("nameless.hprof")).contains("The names of");
        assertThat(damage("classless.hprof")).contains("The names of");
        assertThat(damage("stackless.hprof")).contains("The stacks of");
        assertThat(damage("endless.hprof")).contains("without the record that marks a heap dump's end");
    }

    @Test
    void inADumpThatWasCutInFrontOfItsRootsTheRunningThreadsStandInForThem() throws Exception {
        Files.write(folder.resolve("rootless.hprof"), written.withoutRootsAndEnd());
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "00");

        IncidentReport alone = analyzed("rootless.hprof");
        IncidentReport beside = analyzed("rootless.hprof", "threads.txt");

        for (IncidentReport report : List.of(alone, beside)) {
            assertThat(coverage(report).units()).isEqualTo(StalledLogging.WAITING + 1);
            assertThat(coverage(report).missingStacks()).isEqualTo(StalledLogging.WAITING + 1);
            assertThat(report.inputs().getFirst().warnings().toString())
                    .contains(
                            "No GC root was found", "The threads that run and the JVM's own classes stand in for them");
        }
        // What only locals kept is unreachable, so shares are of all there is.
        assertThat(alone.verdict().headline())
                .startsWith(StalledLogging.WAITING + " threads wait at a place that no stack tells while"
                        + " http-nio-8080-exec-0 is running with no Java stack to be seen;")
                .endsWith("kB (0.0 %) alive.");
        assertThat(alone.verdict().confidence()).isEqualTo("low");
        assertThat(beside.verdict().headline())
                .startsWith(StalledLogging.WAITING + " threads wait to write a log line through Logback while");
        assertThat(beside.verdict().confidenceBecause()).contains("which does not lower it: no thread is missing");
        assertThat(Objects.requireNonNull(beside.verdict().retainedBytes())).isBetween(1_000L, 10_000L);
    }

    private String damage(String file) throws Exception {
        IncidentReport report = analyzed(file);
        assertThat(report.inputs().getFirst().complete()).as(file).isFalse();
        assertThat(report.verdict().kind()).as(file).isNotEqualTo("healthy");
        assertThat(form("txt")).contains("Read in part");
        return report.inputs().getFirst().warnings().toString();
    }

    @Test
    void aDumpThatEndsBeforeItsObjectsIsUnreadableByItselfAndSaidToLackThemBesideThreads() throws Exception {
        int objectsBegin = written.records.stream()
                .filter(part -> part.kind() == WrittenHeap.HEAP_SEGMENT)
                .findFirst()
                .orElseThrow()
                .start();
        Files.write(folder.resolve("empty.hprof"), written.cut(objectsBegin - 3));
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "00");

        HoldupProcess alone = HoldupProcess.run(folder, "analyze", "empty.hprof");
        IncidentReport beside = analyzed("empty.hprof", "threads.txt");

        assertThat(alone.exitCode()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(alone.err()).contains("no object can be read, take or copy the dump again");
        assertThat(beside.inputs().getFirst().complete()).isFalse();
        assertThat(beside.inputs().getLast().complete()).isTrue();
        assertThat(beside.verdict().kind()).isEqualTo("blocked");
        assertThat(beside.verdict().confidenceBecause()).contains("which does not lower it: no thread is missing");
        assertThat(beside.notChecked().getFirst().because()).isEqualTo("the heap dump ends before its first object");
    }

    @Test
    void aThreadDumpThatIsCutTellsHowManyThreadsItShows() throws Exception {
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "00");
        String text = Files.readString(folder.resolve("threads.txt"));
        String cut = text.substring(0, text.indexOf("\"http-nio-8080-exec-9\""));
        Files.writeString(folder.resolve("cut.txt"), cut);

        IncidentReport report = analyzed("cut.txt");

        assertThat(report.inputs().getFirst().complete()).isFalse();
        assertThat(coverage(report).units()).isEqualTo(cut.split("\n\"", -1).length - 1);
        assertThat(form("md")).contains("threads (more may be missing)").contains("Counts of threads are lower bounds");
        assertThat(report.verdict().confidence()).isEqualTo("low");
    }

    @Test
    void aThreadDumpWithZerosWithinIsNotWhole() throws Exception {
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "00");
        String text = Files.readString(folder.resolve("threads.txt"));
        int from = text.indexOf("\"http-nio-8080-exec-9\"") + 30;
        int to = text.indexOf("\"http-nio-8080-exec-11\"") + 40;
        Files.writeString(
                folder.resolve("zeros.txt"), text.substring(0, from) + "\0".repeat(to - from) + text.substring(to));

        IncidentReport report = analyzed("zeros.txt");

        assertThat(report.inputs().getFirst().complete()).isFalse();
        assertThat(report.inputs().getFirst().warnings())
                .anySatisfy(warning -> assertThat(warning.text()).contains("overwritten with zeros"));
        assertThat(coverage(report).units()).isLessThan(StalledLogging.WAITING + 1);
        assertThat(form("txt")).contains("more may be missing");
    }

    @Test
    void aCrashDumpThatIsCutTellsHowManyProcessesItShows() throws Exception {
        String dump;
        try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(NODE))) {
            dump = new String(packed.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<Integer> processes = new ArrayList<>();
        for (int at = dump.indexOf("\n=proc:"); at >= 0; at = dump.indexOf("\n=proc:", at + 1)) {
            processes.add(at + 1);
        }
        int half = processes.get(processes.size() / 2);
        Files.writeString(folder.resolve("cut.dump"), dump.substring(0, half), StandardCharsets.ISO_8859_1);

        IncidentReport report = analyzed("cut.dump");

        assertThat(report.inputs().getFirst().complete()).isFalse();
        assertThat(coverage(report).bytes()).isEqualTo(half);
        assertThat(coverage(report).units()).isEqualTo(processes.size() / 2);
        assertThat(coverage(report).missingStacks()).isEqualTo(processes.size() / 2);
        assertThat(coverage(report).allUnits()).isFalse();
        assertThat(report.verdict().kind()).isEqualTo("inconclusive");
        assertThat(form("html")).contains("Read in part").contains("no all-clear");
    }

    @Test
    void aCrashDumpWithZerosWithinTellsAboutHowMany() throws Exception {
        byte[] dump;
        try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(NODE))) {
            dump = packed.readAllBytes();
        }
        int lost = 1 << 16;
        Arrays.fill(dump, dump.length / 2, dump.length / 2 + lost, (byte) 0);
        Files.write(folder.resolve("zeros.dump"), dump);

        IncidentReport report = analyzed("zeros.dump");

        assertThat(report.inputs().getFirst().complete()).isFalse();
        assertThat(coverage(report).bytes()).isEqualTo(dump.length);
        assertThat(dump.length - readBytes(report)).isBetween(lost - 1024L, lost + 1024L);
        assertThat(report.verdict().confidence()).isEqualTo("medium");
        assertThat(report.verdict().confidenceBecause())
                .contains("The crash dump was not read whole, so it is medium rather than high: there may be more");
        assertThat(form("md")).contains("Read in part");
    }

    /// Runs the command in this process: only its sentences on errors need one of their own.
    private IncidentReport analyzed(String... files) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("analyze", "--quiet", "--views", "none", "--threads", "1"));
        arguments.addAll(List.of("--format", "html,json,md,jira,text", "-o", folder.resolve("out") + "/"));
        for (String file : files) {
            arguments.add(folder.resolve(file).toString());
        }
        assertThat(Main.commandLine().execute(arguments.toArray(String[]::new))).isZero();
        return JsonReport.read(folder.resolve("out/report.json"));
    }

    private static Coverage coverage(IncidentReport report) {
        return Objects.requireNonNull(report.inputs().getFirst().coverage());
    }

    private static long readBytes(IncidentReport report) {
        return Objects.requireNonNull(coverage(report).readBytes());
    }

    /// With words apart by single spaces, as far as lines are broken.
    private String form(String ending) throws IOException {
        return Files.readString(folder.resolve("out/report." + ending)).replaceAll("[ \n]+", " ");
    }
}
