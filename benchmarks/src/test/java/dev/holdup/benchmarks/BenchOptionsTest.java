package dev.holdup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {

    @Test
    void sizesAreInGigabytesAndMayBeSeveral() {
        assertThat(BenchOptions.of("--size", "0.2,1,4").megabytes()).containsExactly(200, 1000, 4000);
    }

    @Test
    void aSmallHeapIsMeasuredIfNothingIsAskedFor() {
        assertThat(BenchOptions.of().megabytes()).containsExactly(200);
        assertThat(BenchOptions.of().runs()).isEqualTo(3);
    }

    @Test
    void onlyTheGivenDumpIsMeasured() {
        BenchOptions options = BenchOptions.of("--dump", "a.hprof", "--threads", "1", "--json", "out.json");
        assertThat(options.dumps()).containsExactly(Path.of("a.hprof"));
        assertThat(options.megabytes()).isEmpty();
        assertThat(options.threads()).isEqualTo(1);
        assertThat(options.json()).isEqualTo(Path.of("out.json"));
    }

    @Test
    void otherLibrariesAreMeasuredIfAskedFor() {
        BenchOptions options = BenchOptions.of("--peers", "--runs", "2");
        assertThat(options.peers()).isTrue();
        assertThat(options.runs()).isEqualTo(2);
        assertThat(BenchOptions.of("--runs", "2").peers()).isFalse();
    }

    @Test
    void onlyWhatTheViewsAddIsMeasuredIfAskedFor() {
        assertThat(BenchOptions.of("--views", "--runs", "2").viewsOnly()).isTrue();
        assertThat(BenchOptions.of("--runs", "2").viewsOnly()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--size, 0, between",
        "--size, one, needs a number",
        "--size, 1e9, between",
        "--runs, 0, whole number",
        "--runs, 1.5, whole number",
        "--speed, 1, unknown option --speed"
    })
    void whatMakesNoSenseIsRefusedInASentence(String option, String value, String said) {
        assertThatThrownBy(() -> BenchOptions.of(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThatThrownBy(() -> BenchOptions.of("--runs")).hasMessageContaining("--runs");
    }
}
