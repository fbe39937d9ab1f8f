package dev.holdup.analysis.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eheap_alloc: Cannot allocate 54176 bytes of memory (of type \"heap\").",
                "no more index entries in atom_tab (max=1048576)",
                "Kernel pid terminated (application_controller) ({application_start_failure,shop,{noproc,[1]}})",
                "{\"init terminating in do_boot\",{undef,[{shop,start,[],[{file,\"src/shop.erl\"},{line,12}]}]}}",
                "a < b, c >> d"
            })
    void whatHoldsNoTextStaysAsItIs(String words) {
        assertThat(LastWords.withoutTexts(words)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "({badmatch,{error,{auth,\"sec\\\"ret\"}}}); ({badmatch,{error,{auth,\"…\"}}})",
                "#{key => <<\"secret>\">>,at => 1}; #{key => <<…>>,at => 1}",
                "{key,<<115,101,99>>,[115, 101,99]}; {key,<<…>>,[…]}",
                "{key,[115,101|...; {key,[…]",
                "{key,\"secr; {key,\"…\"",
                "{key,\"secr\\; {key,\"…\"",
                "{key,<<\"secr; {key,<<…>>"
            })
    void textsAreLeftOutAlsoWhereTheyAreCut(String words, String shown) {
        assertThat(LastWords.withoutTexts(words)).isEqualTo(shown);
    }

    @Test
    void aLongTextIsLeftOutInOneGo() {
        String words = "x".repeat(10) + "\"" + "a\\n".repeat(500_000);

        assertThat(LastWords.withoutTexts(words)).isEqualTo("x".repeat(10) + "\"…\"");
    }
}
