package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolderFieldsTest {
    private static final String RULE = """
            rules:
              - id: acme-pool
                category: bulkhead
                subsystem: {id: bulkhead.acme, name: Acme pool}
                library: com.acme:pool
                versions: [4.2.0]
                frames: [com.acme.Pool.borrow]
                state: waiting
                role: victim
                waits: for a slot
                cause: pool-exhausted
                explanation: All slots are taken.
            """;
    private static final String HOLDERS = """
                holders:
                  noun: slots
                  resource: com.acme.Pool
                  handedOut: [com.acme.Slot, com.acme.BigSlot]
                  of: owner.pool
                  all: bag.list
                  where: state=-1
                  capacity: config.max
                  waiting: waiters
                  stopAt: com.acme.Cache
            """;

    @Test
    void everyKeyIsRead() throws RuleBookException {
        assertThat(read(RULE + HOLDERS))
                .isEqualTo(new HolderSearch(
                        "slots",
                        "com.acme.Pool",
                        List.of("com.acme.Slot", "com.acme.BigSlot"),
                        List.of("owner", "pool"),
                        List.of("bag", "list"),
                        "state",
                        -1,
                        List.of("config", "max"),
                        List.of(),
                        List.of("waiters"),
                        List.of("com.acme.Cache")));
    }

    @Test
    void aRuleNeedsNone() throws RuleBookException {
        assertThat(read(RULE)).isNull();
    }

    /// What replaces what, and a part of what the sentence says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            where: state=-1                            | where: state           | expected `field=number`
            of: owner.pool                             | of: owner pool         | expected names of fields joined by `.`
            noun: slots                                | nouns: slots           | expected a text for `noun`
            capacity: config.max                       | capacities: config.max | key `capacities` is not known here
            handedOut: [com.acme.Slot, com.acme.BigSlot] | inUse: leased        | `holders` lacks `handedOut`
            """)
    void aMistakeIsShownInOneSentence(String right, String wrong, String sentence) {
        String text = RULE + HOLDERS.replace(right, wrong);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RuleBookException.class)
                .hasMessageStartingWith("rules.yaml line ")
                .hasMessageContaining(sentence);
    }

    private static @Nullable HolderSearch read(String text) throws RuleBookException {
        return RuleFile.read("rules.yaml", false, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .rules()
                .getFirst()
                .holders();
    }
}
