package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `Semantics.MAT` against what Eclipse Memory Analyzer found in real dumps, object by object and without
/// tolerance.
///
/// `objects.tsv.gz` holds a line an object: address, class address, shallow size, retained size, immediate
/// dominator, −1 for the virtual root; `totals.tsv` names and figures.
class MatOracleTest {
    private static final int MOST_SHOWN = 20;

    @TestFactory
    Stream<DynamicTest> everyObjectIsAsMatFoundIt() throws IOException {
        return RealDumps.oraclesWith("objects.tsv.gz").stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.getFileName().toString(), () -> compareObjects(oracle)));
    }

    @TestFactory
    Stream<DynamicTest> totalsAreAsMatFoundThem() throws IOException {
        return RealDumps.oraclesWith("totals.tsv").stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.getFileName().toString(), () -> compareTotals(oracle)));
    }

    private record Row(long shallow, long retained, long dominator) {}

    private static void compareObjects(Path oracle) throws Exception {
        Map<Long, Row> expected = objects(oracle.resolve("objects.tsv.gz"));
        List<String> different = new ArrayList<>();
        long[] compared = {0};
        try (OpenDumps dumps = RealDumps.open(oracle)) {
            HeapDump heap = Objects.requireNonNull(dumps.heap());
            new ObjectExport(2, MemoryLimit.ofMachine(), Semantics.MAT, false)
                    .write(
                            heap,
                            (address, className, shallow, retained, dominator, dominatorAddress) -> {
                                Row theirs = expected.remove(address);
                                Row ours = new Row(
                                        shallow,
                                        retained,
                                        dominator == ObjectExport.Dominator.OBJECT ? dominatorAddress : -1);
                                boolean reachable = dominator != ObjectExport.Dominator.NONE;
                                if (reachable ? !ours.equals(theirs) : theirs != null) {
                                    different.add("%s at 0x%x: %s, MAT %s".formatted(className, address, ours, theirs));
                                }
                                compared[0]++;
                            },
                            Progress.SILENT);
        }
        expected.forEach((address, row) -> different.add("only MAT has 0x%x: %s".formatted(address, row)));
        assertThat(compared[0]).isPositive();
        assertThat(different.stream().limit(MOST_SHOWN))
                .as("%d of %d objects differ", different.size(), compared[0])
                .isEmpty();
    }

    private static void compareTotals(Path oracle) throws Exception {
        Map<String, String> expected = new HashMap<>();
        for (String line : Files.readAllLines(oracle.resolve("totals.tsv"))) {
            String[] field = line.split("\t", 2);
            expected.put(field[0], field[1]);
        }
        long[] objects = new long[2];
        long[] bytes = new long[2];
        try (OpenDumps dumps = RealDumps.open(oracle)) {
            HeapDump heap = Objects.requireNonNull(dumps.heap());
            new ObjectExport(2, MemoryLimit.ofMachine(), Semantics.MAT, false)
                    .write(
                            heap,
                            (address, className, shallow, retained, dominator, dominatorAddress) -> {
                                int unreachable = dominator == ObjectExport.Dominator.NONE ? 1 : 0;
                                objects[unreachable]++;
                                bytes[unreachable] += shallow;
                            },
                            Progress.SILENT);
        }
        assertThat(Map.of(
                        "objects", objects[0],
                        "usedHeapSize", bytes[0],
                        "unreachableObjects", objects[1],
                        "unreachableHeap", bytes[1]))
                .isEqualTo(Map.of(
                        "objects", figure(expected, "objects"),
                        "usedHeapSize", figure(expected, "usedHeapSize"),
                        "unreachableObjects", figure(expected, "unreachableObjects"),
                        "unreachableHeap", figure(expected, "unreachableHeap")));
    }

    private static long figure(Map<String, String> totals, String name) {
        return Long.parseLong(Objects.requireNonNull(totals.get(name), name));
    }

    private static Map<Long, Row> objects(Path file) throws IOException {
        Map<Long, Row> rows = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] field = line.split("\t", -1);
                    rows.put(
                            address(field[0]),
                            new Row(Long.parseLong(field[2]), Long.parseLong(field[3]), address(field[4])));
                }
            }
        }
        return rows;
    }

    private static long address(String text) {
        return text.equals("-1") ? -1 : Long.parseUnsignedLong(text.substring(2), 16);
    }
}
