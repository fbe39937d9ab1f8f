package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Walks the heap dumps of a folder, named by the system property `holdup.dumps` or the variable `HOLDUP_DUMPS`.
///
/// What real JVMs of many ages and vendors have written must be read whole, and its parts must fit together.
class PublicHeapDumpsTest {

    @Test
    void dumpsOfOthersAreReadWhole() throws Exception {
        String folder =
                System.getProperty("holdup.dumps", Objects.requireNonNullElse(System.getenv("HOLDUP_DUMPS"), ""));
        assumeTrue(
                !folder.isEmpty(),
                "SKIPPED: no folder of public heap dumps; name one with HOLDUP_DUMPS or -Dholdup.dumps");
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            dumps = files.filter(file -> file.toString().matches(".*\\.(hprof(\\.gz|\\.xz)?|bin)"))
                    .sorted()
                    .toList();
        }
        assumeTrue(!dumps.isEmpty(), "SKIPPED: no *.hprof, *.hprof.gz, *.hprof.xz or *.bin in " + folder);
        for (Path dump : dumps) {
            assertReadsWhole(dump);
        }
    }

    private static void assertReadsWhole(Path file) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            Census census = new Census();
            for (HeapRegion region : dump.regions()) {
                assertThat(dump.accept(region, census)).as("%s", file).isNull();
            }
            assertThat(dump.complete()).as("%s is complete", file).isTrue();
            assertThat(dump.capturedAt()).as("%s has a time", file).isNotNull();
            assertThat(census.threads).as("threads of %s", file).isPositive();
            assertThat(census.objects).as("%s", file).hasSizeGreaterThan(1000);
            assertThat(census.records).as("each object of %s once", file).isEqualTo(census.objects.size());
            assertThat(dump.classNames().keySet()).as("%s", file).containsAll(census.classes);
            assertThat(census.classes).as("%s", file).containsAll(census.classesOfInstances);
            long known = census.roots.stream()
                    .filter(id -> census.objects.contains(id) || census.classes.contains(id))
                    .count();
            assertThat(known).as("roots of %s that are objects", file).isGreaterThan(census.roots.size() * 95L / 100);
            assertThat(census.countByTag).as("%s, counted otherwise", file).isEqualTo(countedPlainly(dump));
            assertCountsLike(file, census);
            System.out.printf(
                    "%s: %d objects, %d classes, %d roots, %d threads%n",
                    file.getFileName(),
                    census.objects.size(),
                    census.classes.size(),
                    census.roots.size(),
                    census.threads);
        }
    }

    private static Map<Integer, Long> countedPlainly(HeapDump dump) throws IOException {
        byte[] whole = dump.bytes().copy(0, (int) dump.fileBytes());
        return PlainHprofReader.countByTag(new DataInputStream(new ByteArrayInputStream(whole)));
    }

    /// Compares with what hprof-slurp has printed, where its output lies beside the dump.
    private static void assertCountsLike(Path file, Census census) throws IOException {
        Path result =
                file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.bin$", "") + "-result.txt");
        if (!Files.exists(result)) {
            return;
        }
        Map<Integer, Long> expected = new TreeMap<>();
        for (String line : Files.readAllLines(result)) {
            SLURP_NAMES.forEach((name, tag) -> {
                if (line.startsWith(".." + name + ": ")) {
                    expected.put(tag, Long.parseLong(line.substring(name.length() + 4)));
                }
            });
        }
        expected.values().removeIf(count -> count == 0);
        assertThat(census.countByTag).as("%s, counted by hprof-slurp", file).isEqualTo(expected);
    }

    private static final Map<String, Integer> SLURP_NAMES = Map.ofEntries(
            Map.entry("GC root unknown", 0xFF),
            Map.entry("GC root thread objects", 8),
            Map.entry("GC root JNI global", 1),
            Map.entry("GC root JNI local", 2),
            Map.entry("GC root Java frame", 3),
            Map.entry("GC root native stack", 4),
            Map.entry("GC root sticky class", 5),
            Map.entry("GC root thread block", 6),
            Map.entry("GC root monitor used", 7),
            Map.entry("GC primitive array dump", 0x23),
            Map.entry("GC object array dump", 0x22),
            Map.entry("GC class dump", 0x20),
            Map.entry("GC instance dump", 0x21));

    private static final Map<GcRootKind, Integer> ROOT_TAGS = Map.of(
            GcRootKind.UNKNOWN, 0xFF,
            GcRootKind.JNI_GLOBAL, 1,
            GcRootKind.JNI_LOCAL, 2,
            GcRootKind.JAVA_FRAME, 3,
            GcRootKind.NATIVE_STACK, 4,
            GcRootKind.STICKY_CLASS, 5,
            GcRootKind.THREAD_BLOCK, 6,
            GcRootKind.MONITOR_USED, 7);

    private static final class Census implements HeapVisitor {
        private final Set<Long> objects = new HashSet<>();
        private final Set<Long> classes = new HashSet<>();
        private final Set<Long> classesOfInstances = new HashSet<>();
        private final Set<Long> roots = new HashSet<>();
        private int threads;
        private int records;
        private final Map<Integer, Long> countByTag = new TreeMap<>();

        private void count(int tag) {
            countByTag.merge(tag, 1L, Long::sum);
        }

        @Override
        public void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {
            roots.add(objectId);
            count(Objects.requireNonNull(ROOT_TAGS.get(kind)));
        }

        @Override
        public void threadRoot(long objectId, int threadSerial, int stackSerial) {
            roots.add(objectId);
            threads++;
            count(8);
        }

        @Override
        public void classDump(HeapClassRecord classRecord) {
            classes.add(classRecord.classId());
            count(0x20);
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            objects.add(objectId);
            classesOfInstances.add(classId);
            count(0x21);
            records++;
        }

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            objects.add(objectId);
            count(0x22);
            records++;
        }

        @Override
        public void primitiveArray(
                long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
            objects.add(objectId);
            count(0x23);
            records++;
        }
    }
}
