package dev.holdup.analysis.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On slogans of real dumps.
class FailedStartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Kernel pid terminated (application_controller) ({application_start_failure,kernel,{{shutdown,{failed_to_start_child,net_sup,{shutdown,{failed_to_start_child,net_kernel,{'EXIT',nodistribution}}}}}}}) | its application kernel could not be started, since net_kernel could not; the node could not join the distribution (epmd is out of reach, or a node of its name runs already)
            Kernel pid terminated (application_controller) ({application_start_failure,kernel,{shutdown,{kernel,start,[normal,[]]}}}) | its application kernel could not be started
            Kernel pid terminated (application_controller) ({application_terminated,kernel,shutdown}) | its application kernel ended
            init terminating in do_boot ({undef,[{shop,start,[],[]},{init,start_em,1,[]}]}) | there is no function shop:start
            init terminating in do_boot ({badmatch,{error,eaddrinuse}}) | a network port that it needs is taken
            init terminating in do_boot () | ``
            """)
    void theReasonIsTakenOutOfTheLastWords(String slogan, String why) {
        assertThat(FailedStart.why(slogan)).isEqualTo(why);
    }
}
