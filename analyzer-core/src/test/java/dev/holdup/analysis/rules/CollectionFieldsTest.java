package dev.holdup.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The list `collections:` of a rule file, and its mistakes.
class CollectionFieldsTest {

    @Test
    void saysWhereTheElementsAreAndHowManyTheyAre() throws Exception {
        CollectionDescription map = read("""
                collections:
                  - class: com.acme.SlotMap
                    kind: map
                    size: used - free + 2 + cells[].value + bits(mask)
                    array: slots
                    also: values
                    perElement: 2
                    load: 0.75
                    chained: true
                    versions: [acme:4.2]
                """);

        assertThat(map.kind()).isEqualTo(CollectionKind.MAP);
        assertThat(map.size().terms())
                .containsExactly(
                        new CollectionSize.Term(false, new CollectionSize.Field("used")),
                        new CollectionSize.Term(true, new CollectionSize.Field("free")),
                        new CollectionSize.Term(false, new CollectionSize.Constant(2)),
                        new CollectionSize.Term(false, new CollectionSize.Each("cells", "value")),
                        new CollectionSize.Term(false, new CollectionSize.Bits("mask")));
        assertThat(map.array()).isEqualTo("slots");
        assertThat(map.also()).isEqualTo("values");
        assertThat(map.perElement()).isEqualTo(2);
        assertThat(map.load()).isEqualTo(0.75);
        assertThat(map.chained()).isTrue();
        assertThat(map.fixed()).isFalse();
        assertThat(map.source().line()).isEqualTo(2);
    }

    @Test
    void aStarStandsForAnythingButAPackage() throws Exception {
        CollectionDescription some = read("""
                collections:
                  - {class: "com.acme.*.*Map", kind: map, size: size}
                """);

        assertThat(some.isPattern()).isTrue();
        assertThat("com.acme.ints.OpenMap").matches(some.pattern());
        assertThat("com.acme.ints.deep.OpenMap").doesNotMatch(some.pattern());
        assertThat("com.acme.ints.OpenMap$Entry").doesNotMatch(some.pattern());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: heap, size: n | `kind` is `heap`, expected one of list, map, part, queue, set",
                "kind: map | nothing says how many `com.acme.C` holds, expected `size`, `ring`, `given` or `inside`",
                "kind: map, size: 'n +' | `size` is `n +`, expected a field, or a sum such as",
                "kind: map, size: a.length | `size` asks for `a`, expected `array: a` in the same entry",
                "kind: map, size: n, load: 2 | `load` is `2`, expected a share such as 0.75",
                "kind: map, size: n, perElement: 0 | `perElement` is `0`, expected a number of slots from 1 to 9",
                "kind: map, ring: [head], array: a | expected `ring: [begin, end]`",
                "kind: map, size: n, array: a, also: b, inside: c | `also` and `inside` stand in one entry",
                "kind: map, size: n, chained: true | `com.acme.C` lacks `array`",
                "kind: map, size: n, except: com.acme.C.NULL | `except` belongs to `given`",
                "kind: map, size: n, colour: red | key `colour` is not known here"
            })
    void aMistakeIsOneSentenceWithItsLine(String keys, String sentence) {
        assertThatThrownBy(() -> read("collections:\n  - {class: com.acme.C, " + keys + "}\n"))
                .hasMessageStartingWith("acme.yaml line 2: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void aUsersDescriptionsGoBeforeTheBuiltInOnes(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("own.yaml"), """
                collections:
                  - {class: java.util.ArrayList, kind: list, size: elementData.length, array: elementData}
                """);

        List<CollectionDescription> book = RuleBook.with(List.of(folder)).collections();

        assertThat(book.getFirst().className()).isEqualTo("java.util.ArrayList");
        assertThat(book.getFirst().source().builtIn()).isFalse();
        assertThat(book).hasSize(RuleBook.builtIn().collections().size() + 1);
    }

    private static CollectionDescription read(String yaml) throws RuleBookException {
        return RuleFile.read("acme.yaml", false, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .collections()
                .getFirst();
    }
}
