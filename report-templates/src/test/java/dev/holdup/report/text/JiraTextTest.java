package dev.holdup.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '"',
            value = {
                "plain words, (brackets) and http-nio-8080-exec-17. § plain words, (brackets) and http-nio-8080-exec-17.",
                "byte[] in a HashMap$Node[] § byte\\[\\] in a HashMap$Node\\[\\]",
                "{color:red}x{color} and {{y}} § \\{color:red\\}x\\{color\\} and \\{\\{y\\}\\}",
                "*bold* _slanted_ -gone- +new+ ^up^ ~down~ ??who?? § \\*bold\\* \\_slanted\\_ \\-gone\\- \\+new\\+ \\^up\\^ \\~down\\~ \\?\\?who\\?\\?",
                "!image.png! [link|x] [~admin] a|b § \\!image.png\\! \\[link\\|x\\] \\[\\~admin\\] a\\|b",
                "see https://x.y and mailto:a@b.c § see https&#58;//x.y and mailto&#58;a\\@b.c",
                "JIRA-42 and UTF-8, not tcp-8 § JIRA\\-42 and UTF\\-8, not tcp-8",
                "h1. one § h1&#46; one",
                "# one § &#35; one",
                "back\\slash &#123; R&D § back&#92;slash &amp;#123; R&D",
                "(y) (/) :D § \\(y) \\(/) &#58;D",
                "some_name stays § some_name stays",
            })
    void sentenceStaysASentence(String text, String markup) {
        assertThat(JiraText.prose(text)).isEqualTo(markup);
    }

    @Test
    void smileysInBracketsStayBrackets() {
        assertThat(JiraText.prose("gone :) and :-( here")).isEqualTo("gone :\\) and :\\-\\( here");
    }

    @Test
    void namesStandInTheLettersOfCodeWithTheirMarkupEscaped() {
        assertThat(JiraText.code("byte[]")).isEqualTo("{{byte\\[\\]}}");
        assertThat(JiraText.code(" ")).isEqualTo("(no name)");
        assertThat(JiraText.strong("a * b")).isEqualTo("*a \\* b*");
    }

    @Test
    void aBlockOfCodeEndsWhereWeEndIt() {
        assertThat(JiraText.codeBlock(List.of("a{noformat}b", "{CODE}")))
                .isEqualTo("{noformat}\na{ noformat}b\n{ CODE}\n{noformat}\n");
    }
}
