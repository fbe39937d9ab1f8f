package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.Cancellation;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressAndCancellationTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        long list = dump.node(24);
        for (int i = 0; i < 100_000; i++) {
            list = dump.node(24, list);
        }
        dump.root(RootKind.JNI_GLOBAL, list);
        file = folder.resolve("heap.hprof");
        dump.writeTo(file);
    }

    @Test
    void progressGoesFromNothingToAllAndNeverBack() {
        List<Double> shares = new ArrayList<>();
        new IncidentAnalyzer(options(1)).analyze(List.of(file), (phase, done) -> shares.add(done));

        assertThat(shares).isSorted().startsWith(0.0);
        assertThat(shares.getLast()).isBetween(0.999, 1.0);
    }

    @Test
    void aPassThatIsNewIsToldWithoutGoingOn() {
        List<String> told = new ArrayList<>();
        OverallProgress progress = new OverallProgress((phase, done) -> told.add(phase + " " + done));
        progress.at(HeapGraphBuilder.MARKING, 0.5);
        progress.at("something new", 0.9);

        assertThat(told).containsExactly(HeapGraphBuilder.MARKING + " 0.03", "something new 0.03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HeapGraphBuilder.MARKING, HeapGraphBuilder.REFERENCES, DominatorTree.TREES, DominatorTree.SEARCH
            })
    void nothingIsBegunAfterThePassInWhichItWasCancelled(String cancelledIn) {
        Cancellation cancellation = new Cancellation();
        List<String> passes = new ArrayList<>();

        assertThatThrownBy(() -> new IncidentAnalyzer(options(1))
                        .analyze(
                                List.of(file),
                                (phase, done) -> {
                                    passes.add(phase);
                                    if (phase.equals(cancelledIn)) {
                                        cancellation.cancel();
                                    }
                                },
                                cancellation))
                .isInstanceOf(Cancellation.Cancelled.class);
        assertThat(passes.getLast()).isEqualTo(cancelledIn);
    }

    private static AnalyzerOptions options(int threads) {
        return new AnalyzerOptions("test", threads, RuleBook.builtIn());
    }
}
