package dev.holdup.analysis.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Of any bytes that begin like a heap dump, a copy can be written that is one, too, and holds no text of a string.
@Timeout(10)
class RedactionFuzzTest {
    private static final String SECRET = "the secret of this heap";
    private static final KeptFigures FIGURES = KeptFigures.of(RuleBook.builtIn());

    @TempDir
    private static Path folder = Path.of("");

    static Stream<byte[]> seeds() {
        return Stream.of(IdSize.values()).map(RedactionFuzzTest::heapDump);
    }

    private static byte[] heapDump(IdSize idSize) {
        HeapDumpWriter dump = new HeapDumpWriter(idSize);
        dump.thread("worker")
                .frame("com.acme.Work", "run")
                .local(dump.string(SECRET))
                .live();
        return dump.toByteArray();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyHeapDumpIsCopiedWithoutItsValues(byte[] content) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(Files.write(folder.resolve("fuzzed"), content)))) {
            HeapDump heap = dumps.heap();
            if (heap == null) {
                return;
            }
            for (ThreadNames names : ThreadNames.values()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Redaction.of(heap, FIGURES, names).write(out);
                assertThat(out.size()).isLessThan(content.length + 200);
                assertThat(out.toString(StandardCharsets.ISO_8859_1).contains(SECRET))
                        .isFalse();
                Path copy = Files.write(folder.resolve("copy"), out.toByteArray());
                try (OpenDumps again = DumpReader.openAll(List.of(copy))) {
                    assertThat(again.heap()).isNotNull();
                }
            }
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
