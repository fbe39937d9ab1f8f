package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.HeapInspection;
import dev.holdup.analysis.ObjectExport;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.inspection.Inspection;
import dev.holdup.analysis.inspection.InspectionTarget;
import dev.holdup.analysis.inspection.Inspector;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.samples.synthetic.IdSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectTest {
    @TempDir
    private Path folder;

    private InspectedHeap heap;

    @BeforeEach
    void writeDump() throws IOException {
        heap = new InspectedHeap(IdSize.EIGHT).writeTo(folder.resolve("heap.hprof"));
    }

    @Test
    void anObjectIsToldWithItsFieldsReferrersAndDominators() throws Exception {
        assertThat(lines(hex(heap.session)))
                .startsWith(
                        "com.acme.Session " + hex(heap.session) + " (shallow 24 B, retained 112 B)",
                        "strongly reachable",
                        "GC root: local variable of thread worker \\u{1b}[31m1 in com.acme.Work.run(Work.java)",
                        "",
                        "3 fields",
                        "  secret: int",
                        "  numbers: long[] " + hex(heap.numbers) + " (shallow 32 B, retained 32 B)",
                        "  user: java.lang.String " + hex(heap.user) + " (shallow 24 B, retained 56 B)",
                        "",
                        "Referred to by (3 objects)")
                .contains(
                        "  java.lang.Object[] " + hex(heap.table) + " (shallow 40 B, retained 64 B)"
                                + " by [1] and 1 more reference",
                        // It retains its class and that one's superclass, which are no roots in this dump.
                        "  java.lang.ref.WeakReference " + hex(heap.weak)
                                + " (shallow 16 B, retained 272 B) by referent (weak)",
                        "  java.lang.Object[] " + hex(heap.garbage) + " (shallow 24 B, retained 24 B) by [0]",
                        "Kept alive by GC roots, by no single object below them",
                        "Keeps alive as immediate dominator (2 objects)");
    }

    @Test
    void whatKeepsAnObjectAliveIsToldFromTheNearestUp() throws Exception {
        assertThat(told(hex(heap.user)))
                .containsSequence(
                        "Kept alive by, the immediate dominator first (1 object)",
                        "  com.acme.Session " + hex(heap.session) + " (shallow 24 B, retained 112 B)");
    }

    @Test
    void aClassIsToldByNameOrByItsClassObject() throws Exception {
        List<String> byName = lines("com.acme.Session");

        assertThat(byName)
                .contains(
                        "extends com.acme.Base",
                        "loaded by the boot loader",
                        "3 instances: shallow 72 B, retained 160 B",
                        "  secret: int",
                        "  numbers: object",
                        "Largest first (3 instances)");
        assertThat(told("Session")).isEqualTo(byName);
        assertThat(told("com.acme.Base")).contains("1 direct subclass", "  com.acme.Session");
        assertThat(told("com.acme.Base"))
                .contains("Referred to by (1 object)")
                .last()
                .asString()
                .startsWith("  class com.acme.Session 0x")
                .endsWith(" by <superclass>");
        assertThat(lines(hex(heap.registry)))
                .isEqualTo(told("com.acme.Registry"))
                .contains(
                        "2 static fields",
                        "  SESSIONS: java.lang.Object[] " + hex(heap.table) + " (shallow 40 B, retained 64 B)",
                        "  COUNT: int");
        assertThat(told("java.lang.Object[]"))
                .contains("1 instance: shallow 40 B, retained 64 B; besides, 1" + " unreachable instance");
        assertThat(told("long[]")).contains("1 instance: shallow 32 B, retained 32 B");
    }

    @Test
    void aThreadIsToldWithItsFramesLocalsAndWhatItWaitsFor() throws Exception {
        List<String> byName = lines("thread:worker \u001b[31m1");

        assertThat(byName)
                .contains("#12 WAITING (parked)", "  at jdk.internal.misc.Unsafe.park(Unsafe.java)", "2 frames")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("waits for java.util.concurrent.locks.ReentrantLock$NonfairSync " + hex(heap.lock))
                        .endsWith("(parked)"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("held by java.lang.Thread \"lock-owner\" " + hex(heap.owner)))
                .containsSequence(
                        "  at com.acme.Work.run(Work.java)  retained by its locals 24 B",
                        "       com.acme.Session " + hex(heap.session) + " (shallow 24 B, retained 112 B)",
                        "       com.acme.Session " + hex(heap.local) + " (shallow 24 B, retained 24 B)");
        assertThat(told("thread:" + hex(heap.worker))).isEqualTo(byName);
    }

    @Test
    void theWayToAnObjectNamesTheStaticFieldThatHoldsIt() throws Exception {
        assertThat(lines("path:" + hex(heap.table)))
                .containsSequence("root: system class")
                .anySatisfy(line -> assertThat(line).startsWith("  class com.acme.Registry " + hex(heap.registry)))
                .contains("  SESSIONS → java.lang.Object[] " + hex(heap.table) + " (shallow 40 B, retained 64 B)");
    }

    @Test
    void theWayToALocalNamesThreadAndFrame() throws Exception {
        assertThat(told("path:" + hex(heap.user)))
                .contains("root: local variable of java.lang.Thread \"worker \\u{1b}[31m1\" " + hex(heap.worker)
                        + " in com.acme.Work.run(Work.java)")
                .contains("  user → java.lang.String " + hex(heap.user) + " (shallow 24 B, retained 56 B)");
        assertThat(told("path:" + hex(heap.garbage)))
                .containsExactly(
                        "From a GC root to java.lang.Object[] " + hex(heap.garbage) + " (shallow 24 B, unreachable)",
                        "unreachable: no GC root leads to it");
    }

    @Test
    void ofALongWayTheMiddleIsLeftOut() throws Exception {
        List<String> way = lines("path:" + hex(heap.lastNode), "--limit", "6");

        assertThat(way.subList(3, way.size())).hasSize(8).element(0).isEqualTo("root: JNI global");
        assertThat(way.get(7)).isEqualTo("  … 94 more objects …");
        assertThat(way.getLast()).contains(" → ").contains(hex(heap.lastNode));
    }

    @Test
    void moreThanTheLimitIsCounted() throws Exception {
        assertThat(lines(hex(heap.session), "--limit", "1"))
                .contains("  … and 2 more fields", "  … and 2 more objects")
                .doesNotContain("  numbers: long[]");
    }

    @Test
    void valuesAreShownOnlyIfAskedFor() throws Exception {
        List<String> targets = List.of(
                hex(heap.session),
                hex(heap.user),
                hex(heap.numbers),
                hex(heap.table),
                "com.acme.Session",
                "com.acme.Registry",
                "java.lang.String",
                "thread:" + hex(heap.worker),
                "path:" + hex(heap.user));
        StringBuilder hidden = new StringBuilder(inspected(hex(heap.session)).out());
        StringBuilder shown =
                new StringBuilder(inspected(hex(heap.session), "--show-values").out());
        for (String target : targets) {
            for (InspectionFormat format : InspectionFormat.values()) {
                hidden.append(format.of(looked(target, false)));
                shown.append(format.of(looked(target, true)));
            }
        }

        assertThat(hidden)
                .doesNotContain("CANARY", "hunter2", "424242", "987654321987")
                .doesNotContain("\u001b");
        assertThat(shown)
                .contains("\"" + InspectedHeap.SECRET + "\"")
                .contains("secret: int = " + InspectedHeap.SECRET_NUMBER)
                .contains("COUNT: int = " + InspectedHeap.SECRET_NUMBER)
                .contains("  " + InspectedHeap.SECRET_LONG + System.lineSeparator() + "  7")
                .doesNotContain("\u001b");
    }

    @Test
    void jsonHasTheSameFacts() throws Exception {
        String object = inspected(hex(heap.session), "--format", "json").out();
        String path = InspectionFormat.JSON.of(looked("path:" + hex(heap.table), false));

        assertThat(object)
                .startsWith("{\n  \"object\": {\n    \"object\": {\n      \"address\": \"" + hex(heap.session)
                        + "\",\n      \"class\": \"com.acme.Session\",")
                .contains("\"reachability\": \"strong\"", "\"name\": \"referent\"", "\"strength\": \"weak\"")
                .contains("\"total\": 3");
        assertThat(path).startsWith("{\n  \"path\": {").contains("\"name\": \"SESSIONS\"");
        assertThat(InspectionFormat.JSON.of(looked("thread:lock-owner", false)))
                .startsWith("{\n  \"thread\": {")
                .contains("\"threadId\": 11", "\"text\": \"com.acme.Slow.write(Slow.java)\"");
        assertThat(InspectionFormat.JSON.of(looked("com.acme.Session", false)))
                .startsWith("{\n  \"class\": {")
                .contains("\"instances\": 3", "\"retainedBytes\": 160");
    }

    @Test
    void aCompressedDumpAndOneWithShortIdsTellTheSame() throws Exception {
        List<String> plain = lines(hex(heap.session));
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.gz")))) {
            Files.copy(folder.resolve("heap.hprof"), packed);
        }
        InspectedHeap small = new InspectedHeap(IdSize.FOUR).writeTo(folder.resolve("small.hprof"));

        assertThat(HoldupProcess.run(folder, "inspect", "--quiet", "packed.gz", hex(heap.session))
                        .out()
                        .lines())
                .containsExactlyElementsOf(plain);
        assertThat(HoldupProcess.run(folder, "inspect", "--quiet", "small.hprof", hex(small.session))
                        .out()
                        .lines())
                .contains("  secret: int", "Referred to by (3 objects)");
    }

    @Test
    void progressNamesThePassThatFindsReferrers() throws Exception {
        assertThat(HoldupProcess.run(folder, "inspect", "heap.hprof", hex(heap.session))
                        .err())
                .contains("finding referrers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            com.acme.Sesion      | 2 | No class is named com.acme.Sesion: the nearest is com.acme.Session; 'holdup quick' lists the classes.
            thread:lockowner     | 2 | No live thread is named lockowner: the nearest is lock-owner; 'holdup quick' lists the threads.
            thread:              | 2 | 'thread:' wants a thread's name behind it, such as thread:main.
            path:Session         | 2 | 'path:Session' holds no address: write it in hexadecimal, such as path:0x7f00, as 'holdup export' and Eclipse Memory Analyzer print it.
            0xzz                 | 2 | '0xzz' holds no address: write it in hexadecimal, such as 0x7f00, as 'holdup export' and Eclipse Memory Analyzer print it.
            0x10                 | 2 | No object begins at 0x10: the first is at 0x70000000.
            """)
    void whatIsNotThereIsSaidInOneSentence(String what, int exitCode, String sentence) throws Exception {
        HoldupProcess wrong = HoldupProcess.run(folder, "inspect", "--quiet", "heap.hprof", what);

        assertThat(wrong.err()).isEqualTo("holdup: " + sentence + System.lineSeparator());
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void whatCannotBeToldApartIsAskedForByAddress() throws Exception {
        assertThat(List.of(
                        refused("com.acme.Plugin"),
                        refused("thread:twin"),
                        refused(hex(heap.session + 4)),
                        refused("com.acme.Session", "--limit", "0")))
                .satisfiesExactly(
                        classes -> assertThat(classes)
                                .contains("2 classes are named com.acme.Plugin: ask for one by its address, "
                                        + hex(heap.firstDuplicate) + " (com.acme.Plugin) or 0x")
                                .contains("loaded by " + hex(heap.table)),
                        threads -> assertThat(threads)
                                .contains("2 live threads are named twin: ask for one by its address, thread:0x"),
                        within -> assertThat(within)
                                .contains("it lies within the com.acme.Session at " + hex(heap.session) + "."),
                        limit -> assertThat(limit).contains("--limit must be from 1 to 100000, not 0."));
    }

    @Test
    void theRulesOfMatTellWhatTheExportByThemTells() throws Exception {
        Map<String, String> sizesByAddress = new HashMap<>();
        try (OpenDumps dumps = DumpReader.openAll(List.of(folder.resolve("heap.hprof")))) {
            new ObjectExport(1, MemoryLimit.ofMachine(), Semantics.MAT, false)
                    .write(
                            Objects.requireNonNull(dumps.heap()),
                            (address, name, shallow, retained, dominator, at) -> sizesByAddress.put(
                                    hex(address),
                                    hex(address) + " (shallow " + ByteFormat.bytes(shallow) + ", retained "
                                            + ByteFormat.bytes(retained) + ")"),
                            Progress.SILENT);
        }
        for (long address : List.of(heap.session, heap.user, heap.weak, heap.table, heap.registry)) {
            assertThat(lines(hex(address), "--semantics", "mat"))
                    .first()
                    .asString()
                    .endsWith(sizesByAddress.getOrDefault(hex(address), "not exported"));
        }
        assertThat(lines(hex(heap.registry), "--semantics", "mat")).isNotEqualTo(lines(hex(heap.registry)));
    }

    private List<String> told(String target) throws Exception {
        return InspectionFormat.TEXT.of(looked(target, false)).lines().toList();
    }

    /// What the command does, without a process for each of many targets.
    private Inspection looked(String target, boolean values) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(folder.resolve("heap.hprof")))) {
            return new HeapInspection(1, MemoryLimit.ofMachine(), Semantics.HOLDUP, new Inspector(25, values))
                    .of(Objects.requireNonNull(dumps.heap()), InspectionTarget.of(target), Progress.SILENT)
                    .inspection();
        }
    }

    private String refused(String... what) throws Exception {
        HoldupProcess wrong = inspect(what);
        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        return wrong.err();
    }

    private List<String> lines(String... what) throws Exception {
        return inspected(what).out().lines().toList();
    }

    private HoldupProcess inspected(String... what) throws Exception {
        HoldupProcess inspect = inspect(what);
        assertThat(inspect.exitCode()).as(inspect.err()).isZero();
        assertThat(inspect.err()).isEmpty();
        return inspect;
    }

    private HoldupProcess inspect(String... what) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("inspect", "--quiet", "heap.hprof"));
        arguments.addAll(List.of(what));
        return HoldupProcess.run(folder, arguments.toArray(String[]::new));
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
