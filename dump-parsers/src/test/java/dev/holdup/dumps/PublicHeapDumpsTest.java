package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/// Walks the heap dumps of a folder, named by the system property `holdup.dumps` or the variable `HOLDUP_DUMPS`.
///
/// What real JVMs of many ages and vendors have written must be read whole, and its parts must fit together.
class PublicHeapDumpsTest {

    @TestFactory
    Stream<DynamicTest> dumpsOfOthersAreReadWhole() throws Exception {
        String folder =
                System.getProperty("holdup.dumps", Objects.requireNonNullElse(System.getenv("HOLDUP_DUMPS"), ""));
        assumeTrue(
                !folder.isEmpty(),
                "SKIPPED: no folder of public heap dumps; name one with HOLDUP_DUMPS or -Dholdup.dumps");
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            dumps = files.filter(file -> file.toString().matches(".*\\.hprof(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        if (dumps.isEmpty()) {
            throw new TestAbortedException("SKIPPED: no *.hprof or *.hprof.gz in " + folder);
        }
        return dumps.stream()
                .map(dump -> DynamicTest.dynamicTest(String.valueOf(dump.getFileName()), () -> assertReadsWhole(dump)));
    }

    private static void assertReadsWhole(Path file) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            Census census = new Census();
            for (HeapRegion region : dump.regions()) {
                assertThat(dump.accept(region, census)).isNull();
            }
            assertThat(dump.complete()).isTrue();
            assertThat(dump.capturedAt()).isNotNull();
            assertThat(census.threads).isPositive();
            assertThat(census.objects).hasSizeGreaterThan(1000);
            assertThat(census.records).as("each object once").isEqualTo(census.objects.size());
            assertThat(dump.classNames().keySet()).containsAll(census.classes);
            assertThat(census.classes).containsAll(census.classesOfInstances);
            long known = census.roots.stream()
                    .filter(id -> census.objects.contains(id) || census.classes.contains(id))
                    .count();
            assertThat(known).as("roots that are objects").isGreaterThan(census.roots.size() * 95L / 100);
            System.out.printf(
                    "%s: %d objects, %d classes, %d roots, %d threads%n",
                    file.getFileName(),
                    census.objects.size(),
                    census.classes.size(),
                    census.roots.size(),
                    census.threads);
        }
    }

    private static final class Census implements HeapVisitor {
        private final Set<Long> objects = new HashSet<>();
        private final Set<Long> classes = new HashSet<>();
        private final Set<Long> classesOfInstances = new HashSet<>();
        private final Set<Long> roots = new HashSet<>();
        private int threads;
        private int records;

        @Override
        public void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {
            roots.add(objectId);
        }

        @Override
        public void threadRoot(long objectId, int threadSerial, int stackSerial) {
            roots.add(objectId);
            threads++;
        }

        @Override
        public void classDump(HeapClassRecord classRecord) {
            classes.add(classRecord.classId());
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            objects.add(objectId);
            classesOfInstances.add(classId);
            records++;
        }

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            objects.add(objectId);
            records++;
        }

        @Override
        public void primitiveArray(
                long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
            objects.add(objectId);
            records++;
        }
    }
}
