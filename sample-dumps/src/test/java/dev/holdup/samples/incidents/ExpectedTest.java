package dev.holdup.samples.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {

    @Test
    void factsAreWrittenInOrderWithNamesEscaped() {
        Expected expected = new Expected("blocked", "logging", "slow-output")
                .group("a.B.c", List.of("one", "t\"wo\\\n"))
                .owner("three", "d.E.f")
                .payload(2, 100, 50);

        assertThat(expected.json()).isEqualTo("""
                {
                  "kind": "blocked",
                  "category": "logging",
                  "cause": "slow-output",
                  "blockedFrame": "a.B.c",
                  "units": 2,
                  "members": ["one", "t\\"wo\\\\\\u000a"],
                  "owner": {
                    "unit": "three",
                    "frame": "d.E.f"
                  },
                  "payloadBytes": 200,
                  "payloadBytesEach": 100,
                  "sharedPayloadBytes": 50,
                  "retainedTolerance": 0.01
                }
                """);
    }

    @Test
    void threadsAreToldApartByTheirOwnText() {
        StackTexts threads = new StackTexts("""
                Full thread dump

                "a" #1
                \tat x.Y.z(Y.java:1)

                   Locked ownable synchronizers:
                \t- None

                "b" #2
                \tat x.Y.z(Y.java:1)
                \tat p.Q.r(Q.java:2)

                JNI global refs: 1
                """);

        assertThat(threads.names("x.Y.z")).containsExactly("a", "b");
        assertThat(threads.names("x.Y.z", "p.Q.r")).containsExactly("b");
        assertThat(threads.count("q")).isZero();
    }
}
