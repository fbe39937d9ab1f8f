package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailOnTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            never                | blocked      | DONE
            blocked              | blocked      | VERDICT
            blocked              | deadlock     | DONE
            blocked, deadlock    | deadlock     | VERDICT
            any                  | mailbox      | VERDICT
            any                  | healthy      | DONE
            any                  | inconclusive | DONE
            any,inconclusive     | inconclusive | VERDICT
            healthy              | healthy      | VERDICT
            """)
    void endsWithOneIfTheVerdictIsAmongTheKinds(String option, String verdict, ExitCode expected) {
        assertThat(new FailOn.Converter().convert(option).exitCodeFor(verdict)).isEqualTo(expected);
    }
}
