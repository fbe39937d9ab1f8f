package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpReaderTest {
    @TempDir
    Path folder = Path.of("");

    private static byte[] heap(int arrays) {
        HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
        for (int i = 0; i < arrays; i++) {
            writer.byteArray(new byte[1000]);
        }
        return writer.toByteArray();
    }

    private static byte[] threads(String date, String thread) {
        ThreadDumpText text = ThreadDumpText.ofJdk25().date(date);
        text.thread(thread).frame("a.B.run(B.java:1)");
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static int arraysIn(HeapDump dump) {
        int[] count = new int[1];
        dump.regions()
                .forEach(region -> dump.accept(region, new HeapVisitor() {
                    @Override
                    public void primitiveArray(
                            long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
                        count[0]++;
                    }
                }));
        return count[0];
    }

    @Test
    void filesAreToldByTheirContentWhateverTheirNames() throws Exception {
        Path heap = file("notes.txt", heap(3));
        Path packedHeap = file("threads.log", gzipped(heap(4)));
        Path threads = file("heap.hprof", threads("2026-01-01 00:00:00", "main"));
        Path packedThreads = file("heap.bin", gzipped(threads("2026-01-01 00:00:01", "main")));
        try (OpenDumps dumps = DumpReader.openAll(List.of(threads, heap, packedThreads))) {
            assertThat(dumps.inputs())
                    .containsExactly(
                            new InputFile("heap.hprof", threads, Files.size(threads), DumpFormat.THREAD_DUMP, ""),
                            new InputFile("notes.txt", heap, Files.size(heap), DumpFormat.HPROF, ""),
                            new InputFile(
                                    "heap.bin",
                                    packedThreads,
                                    Files.size(packedThreads),
                                    DumpFormat.THREAD_DUMP,
                                    "gzip"));
            assertThat(arraysIn(heapOf(dumps))).isEqualTo(3);
            assertThat(dumps.threadDumps()).hasSize(2);
            assertThat(dumps.unreadable()).isEmpty();
        }
        try (OpenDumps dumps = DumpReader.openAll(List.of(packedHeap))) {
            assertThat(dumps.inputs()).extracting(InputFile::compression).containsExactly("gzip");
            assertThat(arraysIn(heapOf(dumps))).isEqualTo(4);
            assertThat(heapOf(dumps).input()).isEqualTo("threads.log");
            assertThat(heapOf(dumps).complete()).isTrue();
        }
    }

    private static HeapDump heapOf(OpenDumps dumps) {
        HeapDump heap = dumps.heap();
        assertThat(heap).isNotNull();
        return Objects.requireNonNull(heap);
    }

    @Test
    void threadDumpsAreOrderedByTime() throws Exception {
        Path late = file("a.txt", threads("2026-01-01 00:00:20", "late"));
        Path early = file("b.txt", threads("2026-01-01 00:00:10", "early"));
        try (OpenDumps dumps = DumpReader.openAll(List.of(late, early))) {
            assertThat(dumps.threadDumps())
                    .extracting(dump -> dump.threads().getFirst().name())
                    .containsExactly("early", "late");
            assertThat(dumps.heap()).isNull();
        }
    }

    @Test
    void threadDumpFarDownInALogIsFound() throws Exception {
        byte[] log = "2026-01-01 INFO nothing to see here\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("app.log");
        Files.write(file, log);
        Files.write(file, threads("2026-01-01 00:00:00", "main"), StandardOpenOption.APPEND);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            assertThat(dumps.threadDumps())
                    .singleElement()
                    .satisfies(
                            dump -> assertThat(dump.threads().getFirst().name()).isEqualTo("main"));
        }
    }

    @Test
    void lastOfSeveralHeapDumpsWins() throws Exception {
        Path first = file("first.hprof", heap(1));
        Path second = file("second.hprof", heap(2));
        try (OpenDumps dumps = DumpReader.openAll(List.of(first, second))) {
            assertThat(arraysIn(heapOf(dumps))).isEqualTo(2);
            assertThat(dumps.inputs()).extracting(InputFile::name).containsExactly("second.hprof");
            assertThat(dumps.unreadable()).singleElement().satisfies(warning -> {
                assertThat(warning.location().input()).isEqualTo("first.hprof");
                assertThat(warning.what())
                        .isEqualTo("Several heap dumps were given; the last one, second.hprof, is analysed.");
            });
        }
    }

    @Test
    void folderStandsForTheDumpsInIt() throws Exception {
        file("heap.hprof", heap(1));
        file("threads.txt", threads("2026-01-01 00:00:00", "main"));
        file("readme.md", "no dump".getBytes(StandardCharsets.UTF_8));
        file("empty", new byte[0]);
        Files.createDirectory(folder.resolve("below"));
        try (OpenDumps dumps = DumpReader.openAll(List.of(folder, folder.resolve("heap.hprof")))) {
            assertThat(dumps.inputs()).extracting(InputFile::name).containsExactly("heap.hprof", "threads.txt");
            assertThat(dumps.unreadable()).isEmpty();
        }
    }

    @Test
    void oneUsableFileIsEnough() throws Exception {
        Path good = file("threads.txt", threads("2026-01-01 00:00:00", "main"));
        Path missing = folder.resolve("missing.hprof");
        Path empty = file("empty.hprof", new byte[0]);
        try (OpenDumps dumps = DumpReader.openAll(List.of(missing, good, empty))) {
            assertThat(dumps.threadDumps()).hasSize(1);
            assertThat(dumps.unreadable())
                    .extracting(warning -> warning.location().input() + ": " + warning.what())
                    .containsExactly("missing.hprof: the file does not exist", "empty.hprof: the file is empty");
        }
    }

    @Test
    void nothingUsableIsRefusedInOneSentence() throws Exception {
        String readable =
                "neither an HPROF heap dump nor a thread dump as jstack, jcmd or a JVM writes it, nor an Erlang crash dump";
        assertRefused(folder.resolve("missing"), "missing: the file does not exist");
        assertRefused(file("empty", new byte[0]), "empty: the file is empty");
        assertRefused(file("text", "hello".getBytes(StandardCharsets.UTF_8)), "text: " + readable);
        assertRefused(file("binary", new byte[] {0, 0, 0, 7, 7, 7}), "binary: " + readable);
        assertRefused(file("packed", gzipped("hello".getBytes(StandardCharsets.UTF_8))), "packed: " + readable);
        assertRefused(
                file("cut", Arrays.copyOf(gzipped(heap(1)), 11)),
                "cut: The gzip file is cut off; 0 bytes could be unpacked.");
        assertRefused(
                file("header", "JAVA PROFILE 1.0.2".getBytes(StandardCharsets.UTF_8)),
                "header: the heap dump is cut off within its header: only 18 bytes of it are there");
        Path without = Files.createDirectory(folder.resolve("without"));
        assertThatThrownBy(() -> DumpReader.openAll(List.of(without)).close())
                .isInstanceOf(MalformedDumpException.class)
                .hasMessageContaining("the folder holds neither an HPROF heap dump nor a thread dump");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> DumpReader.openAll(List.of(file)).close())
                .isInstanceOf(MalformedDumpException.class)
                .hasMessage(message);
    }

    @Test
    void cutGzipGivesWhatIsThere() throws Exception {
        byte[] packed = gzipped(heap(1000));
        Path heap = file("heap.gz", Arrays.copyOf(packed, packed.length / 2));
        byte[] text = threads("2026-01-01 00:00:00", "main");
        byte[] packedText = gzipped(text);
        Path threads = file("threads.gz", Arrays.copyOf(packedText, packedText.length - 4));
        try (OpenDumps dumps = DumpReader.openAll(List.of(heap, threads))) {
            assertThat(heapOf(dumps).complete()).isFalse();
            assertThat(heapOf(dumps).warnings())
                    .first()
                    .satisfies(warning -> assertThat(warning.what())
                            .matches("The gzip file is cut off; \\d+ bytes could be unpacked\\."));
            assertThat(arraysIn(heapOf(dumps))).isBetween(1, 999);
            ThreadDump dump = dumps.threadDumps().getFirst();
            assertThat(dump.threads()).hasSize(1);
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings())
                    .extracting(ParseWarning::what)
                    .contains("The gzip file is cut off; " + text.length + " bytes could be unpacked.");
        }
    }

    @Test
    void damagedGzipGivesWhatIsThere() throws Exception {
        byte[] packed = gzipped(heap(1000));
        Arrays.fill(packed, packed.length / 2, packed.length / 2 + 20, (byte) 0xFF);
        try (OpenDumps dumps = DumpReader.openAll(List.of(file("heap.gz", packed)))) {
            assertThat(heapOf(dumps).complete()).isFalse();
            assertThat(heapOf(dumps).warnings())
                    .first()
                    .satisfies(warning -> assertThat(warning.what()).startsWith("The gzip file is damaged"));
        }
    }

    @Test
    void gzipOfManyMembersIsReadToTheEnd() throws Exception {
        byte[] whole = heap(100);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; at += 10_000) {
            packed.writeBytes(gzipped(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + 10_000))));
        }
        try (OpenDumps dumps = DumpReader.openAll(List.of(file("heap.gz", packed.toByteArray())))) {
            assertThat(heapOf(dumps).complete()).isTrue();
            assertThat(heapOf(dumps).fileBytes()).isEqualTo(whole.length);
            assertThat(arraysIn(heapOf(dumps))).isEqualTo(100);
        }
    }

    @Test
    void aDumpWithoutAThreadThatCanBeReadIsRefused() throws Exception {
        Path other = file("visualvm.log", """
                2007-11-06 10:30:41
                Full thread dump Java HotSpot(TM) Client VM 1.6.0_03-b05

                "RMI TCP Connection(23)-127.0.1.1" in RUNNABLE (running in native)
                    at java.net.SocketInputStream.socketRead0(Native Method)
                """.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> DumpReader.openAll(List.of(other)))
                .isInstanceOf(MalformedDumpException.class)
                .hasMessageContaining("no thread of it can be read");
    }

    @Test
    void whatAnotherToolWroteIsCalledByItsName() throws Exception {
        Path phd = file("heap.phd", "\0\u0012portable heap dump".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> DumpReader.openAll(List.of(phd))).hasMessageContaining("OpenJ9 heap dump");
    }
}
