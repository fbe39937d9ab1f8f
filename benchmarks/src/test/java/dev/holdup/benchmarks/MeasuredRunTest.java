package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.benchmarks.server.ServerHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredRunTest {

    @Test
    void everySubjectIsMeasuredOnTheSameObjects(@TempDir Path folder) throws Exception {
        Path dump = folder.resolve("empty-server.hprof");
        MeasuringJvm.java(List.of("-XX:+UseSerialGC"), ServerHeap.class, List.of(dump.toString(), "0", "1"));
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.OURS) {
            runs.put(subject, List.of(MeasuringJvm.run(subject, dump, 2)));
        }
        DumpResult result = new DumpResult("empty-server.hprof", Files.size(dump), 2, runs);

        assertThat(result.objects()).isGreaterThan(50_000);
        for (Subject counting : List.of(Subject.QUICK, Subject.ENGINE, Subject.INCIDENT)) {
            assertThat(only(runs, counting).objects()).as(counting.label()).isEqualTo(result.objects());
        }
        assertThat(result.steps(Subject.ENGINE))
                .containsExactly(
                        "opening",
                        "marking objects",
                        "reading references",
                        "class objects and threads",
                        "hanging objects below their only reference",
                        "searching the object graph",
                        "finding dominators",
                        "summing up retained sizes",
                        "facts");
        Measurement engine = only(runs, Subject.ENGINE);
        double sumOfSteps =
                engine.steps().stream().mapToDouble(Measurement.Step::seconds).sum();
        assertThat(sumOfSteps).isBetween(0.5 * engine.seconds(), engine.seconds());
        assertThat(engine.tableBytes()).isBetween(4 * result.objects(), 400 * result.objects());
        assertThat(result.timesReading(engine.seconds())).isGreaterThan(1);
        assertThat(ResultTable.of(result).lines().map(String::strip))
                .anyMatch(line -> line.startsWith("heap engine"))
                .anyMatch(line -> line.startsWith("finding dominators"));
    }

    /// Shark's dominators are known to be approximate, so that it may differ is not asserted away.
    @Test
    void otherLibrariesAreComparedOnWhatTheServerHeapHolds(@TempDir Path folder) throws Exception {
        Path dump = folder.resolve("small-server.hprof");
        MeasuringJvm.java(
                List.of("-XX:+UseSerialGC", "-Xmx256m"), ServerHeap.class, List.of(dump.toString(), "16000000", "1"));

        List<PeerCheck.Comparison> netBeans = PeerCheck.run(Subject.NETBEANS, dump);
        assertThat(netBeans)
                .extracting(PeerCheck.Comparison::name)
                .contains("ServerData.customersByName", "ServerData.log");
        assertThat(netBeans).allSatisfy(one -> assertThat(one.objects()).isGreaterThan(1));
        assertThat(netBeans.stream().filter(one -> one.name().equals("ServerData.customersByName")))
                .allMatch(PeerCheck.Comparison::same);
        assertThat(MeasuringJvm.run(Subject.NETBEANS, dump, 1).objects()).isGreaterThan(50_000);
        assertThat(PeerCheck.text(Subject.NETBEANS, netBeans)).contains("customersByName: the same");

        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside)
                    .as("nothing is kept that would make the next run faster")
                    .containsExactly(dump);
        }

        assertThat(PeerCheck.run(Subject.SHARK, dump)).hasSameSizeAs(netBeans);
        assertThat(MeasuringJvm.run(Subject.SHARK, dump, 1).objects()).isGreaterThan(50_000);
    }

    @Test
    void memoryOfTheMappedFileIsNotCounted(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("zeros");
        int bytes = 400_000_000;
        byte[] block = new byte[10_000_000];
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < bytes / block.length; i++) {
                out.write(block);
            }
        }
        // A JVM that does next to nothing takes some 60 MB.
        assertThat(MeasuringJvm.run(Subject.READING, file, 1).besideFileBytes()).isBetween(1L, bytes / 2L);
    }

    private static Measurement only(Map<Subject, List<Measurement>> runs, Subject subject) {
        return runs.getOrDefault(subject, List.of()).getFirst();
    }
}
