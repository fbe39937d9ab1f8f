package dev.holdup.analysis.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Duplicates against counts in a plain map, on strings of which many are equal, many share an array, and many are
/// garbage. The largest number is counted in parts.
class DuplicateStringsRandomTest {
    private static final long STRING = 24;
    private static final long ARRAY = 16;

    /// What the test itself put into the heap of one content.
    private static final class Known {
        private int strings;
        private int arrays;
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 20", "2, 3000, 3", "3, 3000, 2900", "4, 70000, 30000"})
    void areThoseThatAPlainMapCounts(long seed, int strings, int contents) throws Exception {
        Random random = new Random(seed);
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        // Defines the classes, which would stand between the first string and its array.
        dump.string("");
        Map<String, Known> known = new HashMap<>();
        List<Long> kept = new ArrayList<>();
        Map<String, Long> lastArray = new HashMap<>();
        for (int i = 0; i < strings; i++) {
            int which = random.nextInt(contents);
            String text = "text " + which + "-".repeat(which % 40);
            long string = dump.string(text);
            if (random.nextInt(5) == 0) {
                // Nobody refers to it: it does not count.
                continue;
            }
            Known its = known.computeIfAbsent(text, fresh -> new Known());
            its.strings++;
            Long shared = lastArray.get(text);
            if (shared != null && random.nextInt(3) == 0) {
                dump.set(string, "value", Value.ref(shared));
            } else {
                its.arrays++;
                // The writer puts the array behind the string.
                lastArray.put(text, string + STRING);
            }
            kept.add(string);
        }
        dump.root(
                RootKind.JNI_GLOBAL,
                dump.array(kept.stream().mapToLong(Long::longValue).toArray()));

        long expectedStrings = 0;
        long expectedBytes = 0;
        for (Map.Entry<String, Known> entry : known.entrySet()) {
            Known its = entry.getValue();
            long array = (ARRAY + entry.getKey().length() + 7) & -8L;
            expectedStrings += its.strings - 1L;
            expectedBytes += (its.strings - 1L) * STRING + (its.arrays - 1L) * array;
        }
        try (Heaps.OpenHeap heap = Heaps.open(dump)) {
            ThreadGrouping none = new ThreadGrouping(new int[0], new int[0], 0);
            DominatorTree tree = DominatorTree.of(heap.graph(), none, done -> {});
            ContentsSearch search = ContentsSearch.of(
                    heap.graph(), tree, new ContentsAsked(List.of(), ViewName.all(), false, Detail.NORMAL));
            HeapContents found = search.told(RetainedFacts.of(tree, none, search.tops(), null));
            Contents.Waste waste = found.waste().stream()
                    .filter(row -> row.kind().equals("duplicate-strings"))
                    .findFirst()
                    .orElseThrow();

            assertThat(waste.objects()).isEqualTo(expectedStrings);
            assertThat(waste.bytes()).isEqualTo(expectedBytes);
            assertThat(found.duplicateStrings()).hasSizeLessThanOrEqualTo(30).isNotEmpty();
        }
    }
}
