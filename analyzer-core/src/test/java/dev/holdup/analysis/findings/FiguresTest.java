package dev.holdup.analysis.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "9994, 9.99 kB",
        "9995, 10.0 kB",
        "99949, 99.9 kB",
        "99950, 100 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "38112044, 38.1 MB",
        "1040000000, 1.04 GB",
        "9223372036854775807, 9.22 EB",
        "-1500, -1.50 kB",
        "-9223372036854775808, -9.22 EB",
    })
    void bytesHaveThreeDigits(long bytes, String text) {
        assertThat(ByteFormat.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 %",
        "0.00001, < 0.1 %",
        "0.0123, 1.2 %",
        "0.0994, 9.9 %",
        "0.0995, 10 %",
        "0.4137, 41 %",
        "0.9995, > 99.9 %",
        "1, 100 %",
        "NaN, –",
    })
    void sharesAreRoundedButNeverToNothingOrAll(double share, String text) {
        assertThat(CountFormat.percent(share)).isEqualTo(text);
    }

    @Test
    void countsAreGroupedFromFiveDigitsOn() {
        assertThat(CountFormat.count(9_999)).isEqualTo("9999");
        assertThat(CountFormat.count(12_345_678)).isEqualTo("12\u202F345\u202F678");
        assertThat(CountFormat.counted(1, "class")).isEqualTo("1 class");
        assertThat(CountFormat.counted(2, "process")).isEqualTo("2 processes");
        assertThat(CountFormat.percent(1, 0)).isEqualTo("–");
        assertThat(CountFormat.bytes(1)).isEqualTo("1 byte");
    }
}
