package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text is a rule file, or there are sentences for its author that name the file.
@Timeout(10)
class RuleFileFuzzTest {
    private static final String RULES = """
            rules:
              - id: acme.pool.wait
                role: victim
                subsystem: {id: acme-pool, name: Acme pool}
                category: pool
                frames: [com.acme.Pool.borrow]
                state: [waiting, blocked]
                blockedFrame: com.acme.Pool.lock
                waits: for a connection of the pool
                cause: pool-exhausted
                atLeast: 2
                explanation: ["All are lent.", 'It is full.', "Nobody gives back."]
                remedies:
                  - text: Make it larger.
                    key: acme.pool.size
                    default: "10"
                    reference: https://acme.example/pool
                heapFacts:
                  - {label: lent, read: com.acme.Pool#lent, of: com.acme.Pool#size - free}
                heap: com.acme.Pool#idle.size = 0
                versions: ["1.0", 2.x]
                with: [com.acme:pool:1.0]
            """;
    private static final String COLLECTIONS = """
            collections:
              - class: com.acme.*Map
                kind: map
                size: count
                array: table
                perElement: 2
                load: 0.75
                versions: ["1.0"]
            """;

    static Stream<byte[]> seeds() {
        return Stream.of(RULES, COLLECTIONS, COLLECTIONS + RULES).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyTextIsARuleFileOrHasItsMistakesTold(byte[] content) {
        RuleFile.Checked checked = RuleFile.check("fuzzed.yaml", false, new ByteArrayInputStream(content));
        for (RuleBookException mistake : checked.mistakes()) {
            assertThat(mistake.getMessage()).startsWith("fuzzed.yaml").contains("expected");
            assertThat(mistake.line()).isBetween(0, content.length + 1);
        }
        for (CollectionDescription collection : checked.collections()) {
            if (collection.isPattern()) {
                assertThat(collection.pattern().matcher("java.lang.String").matches())
                        .isIn(true, false);
            }
        }
        assertThat(checked.rules().size()
                        + checked.collections().size()
                        + checked.mistakes().size())
                .isPositive();
    }
}
