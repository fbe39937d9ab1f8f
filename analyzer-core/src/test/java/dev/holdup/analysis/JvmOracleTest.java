package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.OpenDumps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Sizes by class against `jvm-histogram.txt`, what `jcmd GC.class_histogram -all` printed right after the dump.
class JvmOracleTest {
    private static final double PERCENT = 0.5;

    @TestFactory
    Stream<DynamicTest> totalsAreTheJvmsOwn() throws IOException {
        return RealDumps.oraclesWith("jvm-histogram.txt").stream()
                .map(oracle -> DynamicTest.dynamicTest(oracle.getFileName().toString(), () -> compare(oracle)));
    }

    private static void compare(Path oracle) throws Exception {
        try (OpenDumps dumps = RealDumps.open(oracle)) {
            JvmHistogram ours = JvmHistogram.ofDump(Objects.requireNonNull(dumps.heap()));
            JvmHistogram jvm =
                    JvmHistogram.ofJvm(oracle.resolve("jvm-histogram.txt")).asFarAsDumped(ours);
            assertThat((double) ours.bytes())
                    .as("total%s", ours.differences(jvm))
                    .isCloseTo((double) jvm.bytes(), Percentage.withPercentage(PERCENT));
        }
    }
}
