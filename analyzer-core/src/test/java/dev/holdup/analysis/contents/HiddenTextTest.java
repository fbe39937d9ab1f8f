package dev.holdup.analysis.contents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenTextTest {
    private final HiddenText hidden = new HiddenText(false);

    /// `printf 10.0.0.5 | sha256sum` begins with these digits.
    @Test
    void aHostIsTheBeginningOfItsHash() {
        assertThat(hidden.host("10.0.0.5")).isEqualTo("#0546412d");
        assertThat(new HiddenText(true).host("10.0.0.5")).isEqualTo("10.0.0.5");
    }

    @Test
    void aPathKeepsItsExtensionAndNothingElse() {
        assertThat(hidden.path("/home/anna/Customers.CSV")).matches("#[0-9a-f]{8}\\.csv");
        assertThat(hidden.path("C:\\data\\store.db")).matches("#[0-9a-f]{8}\\.db");
        assertThat(hidden.path("/home/anna.smith/secret")).matches("#[0-9a-f]{8}");
        assertThat(hidden.path("/home/.password")).matches("#[0-9a-f]{8}");
        assertThat(hidden.path("/x/a.4111111111111111")).matches("#[0-9a-f]{8}");
        assertThat(hidden.path(null)).isEqualTo("without a name");
    }
}
