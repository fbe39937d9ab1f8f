package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged dump gives a report of what is there, or one sentence; never anything else.
class DamagedHeapTest {
    private static final IncidentAnalyzer ANALYZER =
            new IncidentAnalyzer(new AnalyzerOptions("test", 1, RuleBook.builtIn()));

    @TempDir
    private Path folder;

    @Test
    void everyPrefixGivesAReportOrASentence() throws Exception {
        byte[] whole = dump();
        int reports = 0;
        for (int length = 0; length < whole.length; length += 5) {
            reports += outcomeIsSound(Arrays.copyOf(whole, length)) ? 1 : 0;
        }
        assertThat(reports).isGreaterThan(whole.length / 50);
    }

    @Test
    void everyFlippedByteGivesAReportOrASentence() throws Exception {
        byte[] whole = dump();
        Random random = new Random(1);
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            outcomeIsSound(damaged);
        }
    }

    /// Whether there was a report.
    private boolean outcomeIsSound(byte[] bytes) throws Exception {
        Path file = folder.resolve("damaged.hprof");
        Files.write(file, bytes);
        return switch (ANALYZER.analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Failed(String message) -> {
                assertThat(message).contains("damaged.hprof").doesNotContain("Exception");
                yield false;
            }
            case AnalysisOutcome.Analyzed(IncidentReport report) -> {
                assertThat(report.verdict().headline()).isNotBlank();
                assertThat(report.memory()).isNotNull().satisfies(memory -> {
                    assertThat(memory.reachableBytes()).isBetween(0L, memory.totalBytes());
                    assertThat(memory.byHolder().stream()
                                    .mapToLong(holder -> holder.bytes())
                                    .sum())
                            .isEqualTo(memory.totalBytes());
                });
                yield true;
            }
        };
    }

    private static byte[] dump() {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference").field("referent", FieldKind.OBJECT);
        ClassBuilder weak = dump.clazz("java.lang.ref.WeakReference").extending(reference);
        ClassBuilder holder = dump.clazz("com.acme.Holder")
                .field("next", FieldKind.OBJECT)
                .field("count", FieldKind.INT)
                .staticField("ALL", Value.ref(dump.array(dump.string("one"), dump.node(32))));
        SyntheticThread owner = dump.thread("owner").tid(7).eetop(0xabc0);
        owner.frame("com.acme.Work", "run")
                .local(dump.instance(holder, Value.ref(dump.primitiveArray(FieldKind.BYTE, 100))))
                .live();
        dump.thread("waiter")
                .parkedOn(dump.lockSync(owner.id()))
                .threadStatus(0x291)
                .frame("jdk.internal.misc.Unsafe", "park")
                .frame("com.acme.Work", "wait")
                .live();
        dump.root(RootKind.STICKY_CLASS, holder.id());
        dump.root(RootKind.JNI_GLOBAL, dump.instance(weak, Value.ref(dump.node(64))));
        return dump.toByteArray();
    }
}
