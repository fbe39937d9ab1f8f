package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final String HEADER = "address,class,shallowBytes,retainedBytes,immediateDominator";

    @TempDir
    private Path folder;

    private long top;
    private long inner;
    private long local;
    private long thread;
    private long behindWeak;
    private long garbage;
    private long garbageInGarbage;

    @BeforeEach
    void writeDump() throws IOException {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        inner = dump.primitiveArray(FieldKind.BYTE, 100);
        top = dump.array(inner);
        dump.root(RootKind.JNI_GLOBAL, top);
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference").field("referent", FieldKind.OBJECT);
        ClassBuilder weak = dump.clazz("java.lang.ref.WeakReference").extending(reference);
        behindWeak = dump.primitiveArray(FieldKind.INT, 3);
        dump.root(RootKind.JNI_GLOBAL, dump.instance(weak, Value.ref(behindWeak)));
        local = dump.primitiveArray(FieldKind.LONG, 2);
        var worker = dump.thread("worker").frame("com.acme.Work", "run").local(local);
        worker.live();
        thread = worker.id();
        garbageInGarbage = dump.instance(dump.clazz("odd, \"name\""));
        garbage = dump.array(garbageInGarbage);
        dump.writeTo(folder.resolve("heap.hprof"));
    }

    @Test
    void writesALineForEachObject() throws Exception {
        HoldupProcess export = HoldupProcess.run(folder, "export", "--quiet", "heap.hprof");

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.err()).isEmpty();
        assertThat(export.out().lines())
                .startsWith(HEADER)
                .contains(line(inner, "byte[]", "120,120", hex(top)))
                .contains(line(top, "java.lang.Object[]", "24,144", "root"))
                .contains(line(local, "long[]", "32,32", hex(thread)))
                .contains(line(behindWeak, "int[]", "32,32", "weak"))
                .contains(line(garbage, "java.lang.Object[]", "24,", ""))
                .contains(line(garbageInGarbage, "\"odd, \"\"name\"\"\"", "16,", ""));
    }

    @Test
    void keptUnreachableObjectsAreToldAndChangeNoOther() throws Exception {
        HoldupProcess without = HoldupProcess.run(folder, "export", "--quiet", "heap.hprof");
        HoldupProcess with = HoldupProcess.run(folder, "export", "--quiet", "--keep-unreachable", "heap.hprof");

        assertThat(with.out().lines())
                .contains(line(garbage, "java.lang.Object[]", "24,", "").replace("24,,", "24,40,") + "unreachable")
                .contains(line(garbageInGarbage, "\"odd, \"\"name\"\"\"", "16,16", hex(garbage)))
                .noneMatch(line -> line.endsWith(",,"));
        List<String> reachable =
                without.out().lines().filter(line -> !line.endsWith(",,")).toList();
        assertThat(with.out().lines()).containsAll(reachable);
    }

    @Test
    void aNameInGzGivesACompressedFileAndNothingElse() throws Exception {
        HoldupProcess plain = HoldupProcess.run(folder, "export", "heap.hprof", "-o", "out/objects.csv");
        HoldupProcess packed = HoldupProcess.run(folder, "export", "heap.hprof", "-o", "out/objects.csv.gz");

        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(packed.exitCode()).as(packed.err()).isZero();
        assertThat(plain.out() + packed.out()).isEmpty();
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(folder.resolve("out/objects.csv.gz")));
                var files = Files.list(folder.resolve("out"))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(folder.resolve("out/objects.csv")));
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws Exception {
        HoldupProcess one = HoldupProcess.run(folder, "export", "--quiet", "--threads", "1", "heap.hprof");
        HoldupProcess eight = HoldupProcess.run(folder, "export", "--quiet", "--threads", "8", "heap.hprof");

        assertThat(one.out())
                .hasLineCount(eight.out().split("\n", -1).length - 1)
                .isEqualTo(eight.out());
    }

    @Test
    void matSemanticsHasTheBootLoaderAndStrongReferents() throws Exception {
        HoldupProcess export = HoldupProcess.run(folder, "export", "--quiet", "--semantics", "MAT", "heap.hprof");

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.out().lines().skip(1)).first().asString().startsWith("0x0,");
        assertThat(export.out()).doesNotContain(",weak\n").contains(hex(behindWeak) + ",int[],");
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "nothing of a dump");

        assertThat(HoldupProcess.run(folder, "export", "--semantics", "yourkit", "heap.hprof"))
                .satisfies(wrong -> saysOnly(wrong, 2, "'yourkit' is no semantics; use holdup or mat"));
        assertThat(HoldupProcess.run(folder, "export", "heap.hprof", "-o", "heap.hprof"))
                .satisfies(wrong -> saysOnly(wrong, 2, "would overwrite the input heap.hprof"));
        assertThat(HoldupProcess.run(folder, "export", "heap.hprof", "-o", "."))
                .satisfies(wrong -> saysOnly(wrong, 2, ". is a folder"));
        assertThat(HoldupProcess.run(folder, "export", "notes.txt", "-o", "objects.csv"))
                .satisfies(wrong -> saysOnly(wrong, 3, "notes.txt"));
        assertThat(HoldupProcess.run(folder, "export", "missing.hprof"))
                .satisfies(wrong -> saysOnly(wrong, 3, "missing.hprof"));
        assertThat(folder.resolve("objects.csv")).doesNotExist();
    }

    private static void saysOnly(HoldupProcess process, int exitCode, String words) {
        assertThat(process.exitCode()).isEqualTo(exitCode);
        assertThat(process.out()).isEmpty();
        assertThat(process.err()).startsWith("holdup: ").contains(words).hasLineCount(1);
    }

    private static String line(long address, String className, String sizes, String dominator) {
        return hex(address) + "," + className + "," + sizes + "," + dominator;
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
