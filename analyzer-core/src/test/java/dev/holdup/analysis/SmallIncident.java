package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small heap to be damaged in every way, and what has to hold of each outcome.
final class SmallIncident {
    private static final IncidentAnalyzer ANALYZER =
            new IncidentAnalyzer(new AnalyzerOptions("test", 1, RuleBook.builtIn()));

    private SmallIncident() {}

    /// Whether there was a report.
    static boolean outcomeIsSound(Path folder, byte[] bytes) throws IOException {
        Path file = folder.resolve("damaged.dump");
        Files.write(file, bytes);
        return switch (ANALYZER.analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Failed(String message) -> {
                assertThat(message).contains("damaged.dump").doesNotContain("Exception");
                yield false;
            }
            case AnalysisOutcome.Analyzed(IncidentReport report) -> {
                assertThat(report.verdict().headline()).isNotBlank();
                assertThat(report.inputs()).isNotEmpty();
                Memory memory = report.memory();
                if (memory != null) {
                    assertThat(memory.reachableBytes()).isBetween(0L, memory.totalBytes());
                    assertThat(memory.byHolder().stream()
                                    .mapToLong(holder -> holder.bytes())
                                    .sum())
                            .isEqualTo(memory.totalBytes());
                }
                yield true;
            }
        };
    }

    /// A few objects of every kind, with a thread that waits for another.
    static byte[] heapDump() {
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
