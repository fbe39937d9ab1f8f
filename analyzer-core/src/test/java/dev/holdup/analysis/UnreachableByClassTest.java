package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableByClassTest {
    @TempDir
    Path folder;

    /// ```
    ///  root → node   node ⇄ node   byte[100] ×3   byte[50] ← root
    /// ```
    @Test
    void whatNothingReachesIsCountedAndSizedByClass() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.root(RootKind.JNI_GLOBAL, dump.node(24));
        long one = dump.node(24);
        dump.link(dump.node(24, one), one);
        dump.root(RootKind.JNI_GLOBAL, dump.primitiveArray(FieldKind.BYTE, 50));
        for (int i = 0; i < 3; i++) {
            dump.primitiveArray(FieldKind.BYTE, 100);
        }
        Path file = folder.resolve("heap.hprof");
        dump.writeTo(file);

        AnalyzerOptions options = new AnalyzerOptions("test", 1, RuleBook.builtIn());
        IncidentReport report = switch (new IncidentAnalyzer(options).analyze(List.of(file), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> analyzed;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
        Memory memory = Objects.requireNonNull(report.memory());
        List<Memory.OfClass> unreachable = Objects.requireNonNull(memory.unreachableByClass());

        assertThat(unreachable).contains(new Memory.OfClass("byte[]", 3, 3 * 120));
        assertThat(unreachable.stream()
                        .filter(row -> row.className().startsWith("synthetic.Node"))
                        .mapToLong(Memory.OfClass::objects)
                        .sum())
                .isEqualTo(2);
        assertThat(unreachable.stream().mapToLong(Memory.OfClass::bytes).sum()).isEqualTo(memory.unreachableBytes());
    }
}
