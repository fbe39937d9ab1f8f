package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.ClassLabels;
import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.LabelRetention;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.analysis.heap.Workers;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Instances, shallow and exact retained size of every class by the rules of Eclipse Memory Analyzer, against what it
/// found in real dumps, without tolerance.
///
/// `histogram.tsv` or `histogram.tsv.gz` holds a line a class; its columns are named in the first line.
class MatHistogramOracleTest {
    private static final int MOST_SHOWN = 20;
    /// MAT's own object at address 0 stands for the boot loader, which is no object of the dump.
    private static final long BOOT_LOADER = 0;
    private static final long NOT_TOLD = -1;

    /// @param retained, objects of the retained set; what dominators alone tell: all [#NOT_TOLD] for small classes
    private record Row(long instances, long shallow, long retained, long objects, long least) {
        Row asFarAs(Row told) {
            return told.retained == NOT_TOLD ? new Row(instances, shallow, NOT_TOLD, NOT_TOLD, NOT_TOLD) : this;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyClassIsAsMatFoundIt() throws IOException {
        List<Path> oracles = new ArrayList<>();
        for (Path oracle : RealDumps.oraclesWith("totals.tsv")) {
            if (Files.exists(histogram(oracle))) {
                oracles.add(oracle);
            }
        }
        return oracles.stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.getFileName().toString(), () -> compare(oracle)));
    }

    private static Path histogram(Path oracle) {
        Path plain = oracle.resolve("histogram.tsv");
        return Files.exists(plain) ? plain : oracle.resolve("histogram.tsv.gz");
    }

    private static void compare(Path oracle) throws Exception {
        Map<Long, Row> expected = rows(histogram(oracle));
        List<String> different = new ArrayList<>();
        int compared = 0;
        int retained = 0;
        try (OpenDumps dumps = RealDumps.open(oracle)) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            try (HeapGraph heap = new HeapGraphBuilder(
                            dump, new Workers(2), MemoryLimit.ofMachine(), (pass, done) -> {}, Semantics.MAT)
                    .build()) {
                int[] ungrouped = new int[heap.threads().size()];
                Arrays.fill(ungrouped, -1);
                DominatorTree tree =
                        DominatorTree.withWays(heap, new ThreadGrouping(ungrouped, new int[0], 0), (pass, done) -> {});
                int[][] itself = new int[heap.virtualClass()][];
                Arrays.setAll(itself, classIndex -> new int[] {classIndex});
                LabelRetention exact =
                        Objects.requireNonNull(LabelRetention.of(tree, new ClassLabels(itself, itself.length)));
                ClassRetention classes = ClassRetention.of(tree, List.of());
                for (int i = 0; i < heap.classes().size(); i++) {
                    Row ours = new Row(
                            classes.objectsByClass()[i],
                            classes.shallowByClass()[i],
                            exact.bytesByLabel()[i],
                            exact.objectsByLabel()[i],
                            classes.retainedByClass()[i]);
                    Row theirs = expected.remove(heap.classes().get(i).classId());
                    if (ours.instances() > 0 || theirs != null) {
                        compared++;
                        retained += theirs != null && theirs.retained() != NOT_TOLD ? 1 : 0;
                        if (theirs == null || !ours.asFarAs(theirs).equals(theirs)) {
                            different.add("%s: %s, MAT %s"
                                    .formatted(heap.classes().get(i).name(), ours, theirs));
                        }
                    }
                }
            }
        }
        expected.remove(BOOT_LOADER);
        expected.forEach((address, row) -> different.add("only MAT has class 0x%x: %s".formatted(address, row)));
        assertThat(compared).isPositive();
        assertThat(retained).as("classes with a retained size").isPositive();
        assertThat(different.stream().limit(MOST_SHOWN))
                .as("%d of %d classes differ", different.size(), compared)
                .isEmpty();
    }

    private static Map<Long, Row> rows(Path file) throws IOException {
        Map<Long, Row> rows = new HashMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] field = line.split("\t", -1);
                    rows.put(
                            Long.parseUnsignedLong(field[1].substring(2), 16),
                            new Row(
                                    figure(field[4]),
                                    figure(field[5]),
                                    figure(field[8]),
                                    figure(field[10]),
                                    figure(field[9])));
                }
            }
        }
        return rows;
    }

    private static long figure(String field) {
        return field.isEmpty() ? NOT_TOLD : Long.parseLong(field);
    }
}
