package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.Activity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
    private static final String POOL = """
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
                remedies:
                  - text: Raise the limit.
                    key: acme.max
                    default: 10 slots
                heapFacts:
                  - label: slots
                    read: com.acme.Pool#bag.size
                direct: true
                atLeast: 3
                with: ["a:b:1"]
                heap: "com.acme.Pool#taken = 0"
            """;

    @TempDir
    Path directory;

    @Test
    void everyKeyOfARuleIsRead() throws RuleBookException {
        Rule rule = read(POOL).getFirst();

        assertThat(rule.id()).isEqualTo("acme-pool");
        assertThat(rule.subsystem().category()).isEqualTo("bulkhead");
        assertThat(rule.frames()).containsExactly("com.acme.Pool.borrow");
        assertThat(rule.states()).containsExactly(Activity.WAITING);
        assertThat(rule.role()).isEqualTo(Role.VICTIM);
        assertThat(rule.waits()).isEqualTo("for a slot");
        assertThat(rule.explanation()).containsExactly("All slots are taken.");
        assertThat(rule.remedies()).containsExactly(new Remedy("Raise the limit.", "acme.max", "10 slots", null));
        assertThat(rule.direct()).isTrue();
        assertThat(rule.atLeast()).isEqualTo(3);
        assertThat(rule.with()).containsExactly("a:b:1");
        assertThat(rule.heap())
                .containsExactly(HeapCondition.parse("com.acme.Pool#taken = 0").orElseThrow());
        assertThat(rule.source()).isEqualTo(new Rule.Source("acme.yaml", 2, false));
        assertThat(rule.heapFacts())
                .containsExactly(new HeapFact(
                        "slots",
                        List.of(HeapFigure.parse("com.acme.Pool#bag.size").orElseThrow()),
                        List.of()));
    }

    /// What replaces what, the line the mistake is shown at, and a part of what the sentence says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state: waiting          | state: wating           | 8  | expected one or a list of blocked, waiting
            role: victim            | roll: victim            | 2  | expected a text for `role`
            category: bulkhead      | category: bulkheads     | 3  | expected one of application-data
            cause: pool-exhausted   | cause: full             | 11 | expected one of backlog
            waits: for a slot       | wait: for a slot        | 2  | expected a text for `waits`
            com.acme.Pool.borrow    | Pool borrow             | 7  | expected `package.Class$Nested.method`
            id: acme-pool           | id: Acme Pool           | 2  | expected lower-case words
            key: acme.max           | keys: acme.max          | 15 | key `keys` is not known here
            versions: [4.2.0]       | versions: []            | 2  | lacks `versions`
            com.acme.Pool#bag.size  | com.acme.Pool.size      | 19 | expected `read: package.Class#field.field`
            com.acme.Pool#bag.size  | com.acme.Pool#bag -size | 19 | expected `read: package.Class#field.field`
            label: slots            | labels: slots           | 18 | expected a text for `label`
            cause: pool-exhausted   | doing: writing          | 2  | expected a text for `cause`
            direct: true            | direct: yes             | 20 | expected one of false, true
            atLeast: 3              | atLeast: few            | 21 | expected a number of threads from 1
            with: ["a:b:1"]         | with: [a-b-1]           | 22 | expected `group:artifact:version`
            taken = 0               | taken is 0              | 23 | expected `package.Class#field.field = 0`
            default: 10 slots       | deflt: 10 slots         | 16 | key `deflt` is not known here
            key: acme.max           | kee: acme.max           | 15 | key `kee` is not known here
            role: victim            | role: idle              | 10 | belongs to victims
            name: Acme pool         | title: Acme pool        | 4  | expected a text for `name`
            state: waiting          | role: victim            | 9  | stands twice
            explanation: All slots are taken. | explanation: [[a]] | 12 | expected a text, or a list of texts
            """)
    void aMistakeIsOneSentenceWithFileLineAndWhatIsExpected(String right, String wrong, int line, String expected) {
        assertThatThrownBy(() -> read(POOL.replace(right, wrong)))
                .isInstanceOfSatisfying(RuleBookException.class, mistake -> {
                    assertThat(mistake.getMessage())
                            .startsWith("acme.yaml line " + line + ": ")
                            .contains(expected);
                    assertThat(mistake.getMessage()).doesNotContain("\n");
                });
    }

    @Test
    void everyMistakeOfAFileIsToldAndRightRulesBesideThemAreRead() {
        String other = POOL.substring(POOL.indexOf('\n') + 1).replace("acme-pool", "acme-other");
        String broken = other.replace("waiting", "wating").replace("key:", "kee:");
        String yaml = POOL + broken + other;

        RuleFile.Checked checked =
                RuleFile.check("acme.yaml", false, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));

        assertThat(checked.rules()).extracting(Rule::id).containsExactly("acme-pool", "acme-other");
        assertThat(checked.mistakes()).extracting(RuleBookException::line).containsExactly(30, 37, 38);
    }

    @Test
    void anIdGivenTwiceIsToldWithBothPlaces() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), POOL);
        Path second = Files.writeString(directory.resolve("b.yaml"), POOL);

        assertThat(RuleFolder.of(List.of(directory)).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.getMessage())
                        .isEqualTo(second + " line 2: id `acme-pool` is that of the rule in "
                                + directory.resolve("a.yaml") + " line 2 as well, expected an id of its own"));
    }

    /// What replaces what, the line the mistake is shown at, and what the sentence says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '    state: waiting'    | '<tab>state: waiting'  | 8  | a tab stands before the text; indent with spaces
            'heap: "com.acme.Pool#taken = 0"' | 'heap: "com.acme.Pool#taken' | 23 | a quote that begins here has no end
            waits: for a slot       | 'waits: for a slot: now' | 10 | `: ` stands within a text; put quotes around
            '    library:'          | '   library:'          | 5  | this line is not indented like those it belongs to
            versions: [4.2.0]       | versions: [4.2.0       | 6  | a bracket or brace before this line's end
            'id: acme-pool'         | 'id: @acme'            | 2  | a text begins with `@`; put quotes around it
            """)
    void brokenYamlIsToldByWhatToMend(String right, String wrong, int line, String told) {
        assertThatThrownBy(() -> read(POOL.replace(right, wrong.replace("<tab>", "\t"))))
                .isInstanceOf(RuleBookException.class)
                .hasMessageStartingWith("acme.yaml line " + line + ": expected YAML, but ")
                .hasMessageContaining(told);
    }

    @Test
    void whatIsNoTextTwoDocumentsOrMisspeltIsToldOnce() {
        byte[] utf16 = POOL.getBytes(StandardCharsets.UTF_16);
        assertThat(RuleFile.check("acme.yaml", false, new ByteArrayInputStream(utf16))
                        .mistakes())
                .singleElement()
                .satisfies(mistake ->
                        assertThat(mistake).hasMessage("acme.yaml: the file is no UTF-8 text, expected YAML in UTF-8"));
        assertThatThrownBy(() -> read(POOL + "---\n" + POOL))
                .hasMessage(
                        "acme.yaml line 25: a second document begins behind `---`, expected one list under `rules:`");
        assertThatThrownBy(() -> read(POOL.replace("versions: [4.2.0]", "versions: {a: 1}")))
                .hasMessage("acme.yaml line 6: expected a text, or a list of texts, for `versions`");
        byte[] misspelt = POOL.replace("frames:", "frame:").getBytes(StandardCharsets.UTF_8);
        assertThat(RuleFile.check("acme.yaml", false, new ByteArrayInputStream(misspelt))
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .hasMessageStartingWith("acme.yaml line 7: key `frame` is not known here, perhaps `frames`,"));
        assertThatThrownBy(() -> read(POOL.replace("heapFacts:", "heapFact:")))
                .hasMessageStartingWith("acme.yaml line 17: key `heapFact` is not known here, perhaps `heapFacts`,");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> read("rules:\n  - id: [a\n  - b: c\n"))
                .isInstanceOf(RuleBookException.class)
                .hasMessageStartingWith("acme.yaml line ")
                .hasMessageContaining("expected YAML");
        assertThatThrownBy(() -> read("")).hasMessage("acme.yaml: the file is empty, expected a list under `rules:`");
        assertThatThrownBy(() -> read("rules: []")).hasMessageContaining("no rule found");
        assertThatThrownBy(() -> read("- a")).hasMessageContaining("expected a list under `rules:`");
        assertThatThrownBy(() -> read("rules: " + "[".repeat(100) + "]".repeat(100)))
                .hasMessageContaining("expected at most 16 levels");
    }

    @Test
    void aUsersRuleOfTheSameIdTakesTheBuiltInOnesPlace() throws IOException, RuleBookException {
        String own = POOL.replace("acme-pool", "hikari-exhausted");
        Files.writeString(directory.resolve("own.yaml"), own);

        RuleBook book = RuleBook.with(List.of(directory));

        assertThat(book.rules()).hasSameSizeAs(RuleBook.builtIn().rules());
        assertThat(book.rules().stream().filter(rule -> rule.id().equals("hikari-exhausted")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.library()).isEqualTo("com.acme:pool"));
    }

    @Test
    void aMistakeInAUsersFileNamesThatFile() throws IOException {
        Path file = Files.writeString(directory.resolve("own.yaml"), POOL.replace("role: victim", "role: culprit"));

        assertThatThrownBy(() -> RuleBook.with(List.of(directory)))
                .hasMessage(file + " line 9: `role` is `culprit`, expected one of idle, owner, victim");
        assertThatThrownBy(() -> RuleBook.with(List.of(directory.resolve("absent"))))
                .hasMessageContaining("expected a folder of rules");
    }

    private static List<Rule> read(String yaml) throws RuleBookException {
        return RuleFile.read("acme.yaml", false, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .rules();
    }
}
