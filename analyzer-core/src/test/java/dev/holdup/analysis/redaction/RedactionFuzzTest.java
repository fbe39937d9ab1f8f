package dev.holdup.analysis.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Of any bytes that begin like a heap dump, a copy can be written that is one, too, and whose arrays hold no text.
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
                Path copy = Files.write(folder.resolve("copy"), out.toByteArray());
                try (OpenDumps again = DumpReader.openAll(List.of(copy))) {
                    assertNoArrayHasTheSecret(Objects.requireNonNull(again.heap()));
                }
            }
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    /// A file may as well give the secret for a name or for six references; these stay as they are.
    private static void assertNoArrayHasTheSecret(HeapDump copy) {
        for (HeapRegion region : copy.regions()) {
            copy.accept(region, new HeapVisitor() {
                @Override
                public void primitiveArray(long id, int serial, FieldType elementType, long elements, int length) {
                    if (elementType == FieldType.BYTE && elements >= 0) {
                        String content = new String(copy.bytes().copy(elements, length), StandardCharsets.ISO_8859_1);
                        assertThat(content).doesNotContain(SECRET);
                    }
                }
            });
        }
    }
}
