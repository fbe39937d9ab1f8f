package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.unpack.GzipBlocks;
import dev.holdup.dumps.unpack.UnpackBudget;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heap dumps that real JVMs write compressed or in parallel while the test runs.
class RealPackedDumpTest {
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final int MARKERS = 54_321;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void blocksOfThisJdkAreTheDump() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        try (Child child = Child.start(home, folder)) {
            assertBlocksAreTheDump(child);
            assertCountsMarkers(child.dump("parallel.hprof", "-parallel=2"));
            assertCountsMarkers(child.dump("parallel.hprof.gz", "-parallel=2", "-gz=1"));
        }
    }

    @Test
    void blocksOfJdk17AreTheDump() throws Exception {
        try (Child child = Child.start(jdk17(), folder)) {
            assertBlocksAreTheDump(child);
        }
    }

    private void assertBlocksAreTheDump(Child child) throws Exception {
        Path packed = child.dump("packed", "-gz=1");
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(packed));
                OpenDumps dumps = DumpReader.openAll(List.of(packed))) {
            byte[] plain = stream.readAllBytes();
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(dump.bytes().copy(0, (int) dump.fileBytes())).isEqualTo(plain);
            assertThat(dump.complete()).isTrue();
            UnpackLimits limits = UnpackLimits.ofSystemProperties();
            GzipBlocks.Unpacked inBlocks = GzipBlocks.unpack(packed, new UnpackBudget(limits, 1 << 20));
            assertThat(inBlocks).as("read in blocks, not as a stream").isNotNull();
            Objects.requireNonNull(inBlocks).arena().close();
        }
        long packedArrays = assertCountsMarkers(packed).getOrDefault("[B", 0L);
        long plainArrays = assertCountsMarkers(child.dump("plain.hprof")).getOrDefault("[B", 0L);
        assertThat(packedArrays).isBetween(plainArrays - 500, plainArrays + 500);
    }

    private static Map<String, Long> assertCountsMarkers(Path file) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            assertThat(dump.complete()).as("%s", file).isTrue();
            Map<String, Long> countByClass = new TreeMap<>();
            for (HeapRegion region : dump.regions()) {
                assertThat(dump.accept(region, new HeapVisitor() {
                            @Override
                            public void instance(long id, int stack, long classId, long fields, int fieldBytes) {
                                countByClass.merge(dump.classNames().getOrDefault(classId, "?"), 1L, Long::sum);
                            }

                            @Override
                            public void primitiveArray(
                                    long id, int stack, dev.holdup.dumps.model.FieldType type, long at, int length) {
                                countByClass.merge(
                                        "["
                                                + Character.toUpperCase(
                                                        type.javaName().charAt(0)),
                                        1L,
                                        Long::sum);
                            }
                        }))
                        .isNull();
            }
            assertThat(countByClass).as("%s", file).containsEntry("StagedHeap$Marker", (long) MARKERS);
            return countByClass;
        }
    }

    private static Path jdk17() throws IOException {
        if (Files.isDirectory(JVMS)) {
            try (Stream<Path> homes = Files.list(JVMS)) {
                List<Path> found = homes.filter(home -> home.toString().contains("17"))
                        .filter(home -> Files.isExecutable(home.resolve("bin/jcmd")))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
            }
        }
        return abort("SKIPPED: no JDK 17 with jcmd below " + JVMS + ": its compressed dumps are not tested here");
    }

    /// A JVM with a heap of known content.
    private record Child(Path home, Path folder, Process process) implements AutoCloseable {

        static Child start(Path home, Path folder) throws IOException {
            Path source = folder.resolve("StagedHeap.java");
            try (InputStream resource = RealPackedDumpTest.class.getResourceAsStream("/staged/StagedHeap.java")) {
                Files.write(source, Objects.requireNonNull(resource).readAllBytes());
            }
            Process process = new ProcessBuilder(
                            home.resolve("bin/java").toString(), "-Xmx128m", "-XX:+UseParallelGC", source.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(output.readLine())) {
                throw new IOException(source + " ended before it was ready");
            }
            return new Child(home, folder, process);
        }

        Path dump(String name, String... options) throws IOException, InterruptedException {
            Path file = folder.resolve(name);
            Stream<String> command = Stream.of(
                            Stream.of(
                                    home.resolve("bin/jcmd").toString(), Long.toString(process.pid()), "GC.heap_dump"),
                            Stream.of(options),
                            Stream.of(file.toString()))
                    .flatMap(part -> part);
            Process jcmd = new ProcessBuilder(command.toList())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jcmd.waitFor()).as(said).isZero();
            assertThat(file).as(said).isNotEmptyFile();
            return file;
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.destroy();
        }
    }
}
