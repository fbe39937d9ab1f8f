package dev.holdup.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {
    @Test
    void whatActsOnTheScreenBecomesVisible() {
        assertThat(VisibleText.of("a\u202Eb\u001B[31m\nc\td\uD800", 100))
                .isEqualTo("a\\u{202e}b\\u{1b}[31m\\nc\\td\\u{d800}");
        assertThat(VisibleText.of("Grüße 测试 👍", 100)).isEqualTo("Grüße 测试 👍");
    }

    @Test
    void longTextKeepsItsEnds() {
        String shown = VisibleText.of("start" + "x".repeat(10_000) + "end", 100);
        assertThat(shown)
                .startsWith("startxxx")
                .endsWith("xxxend")
                .contains("(10\u202F008 characters)")
                .hasSizeLessThan(140);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "plain words, and (brackets).! plain words, and (brackets).",
                "a*b_c <b>! a\\*b\\_c &lt;b&gt;",
                "ask @team about #12! ask `@team` about `#12`",
                "see https://x.y/z! see `https://x.y/z`",
                "1. one! 1\\. one",
                "- one! \\- one",
                "at 2026-11-22 10:15:30! at 2026-11-22 10:15:30",
                "cheer :tada:! cheer `:tada:`",
                "x:+1:y! `x:+1:y`",
                "17.7 MB! 17.7 MB",
            })
    void sentenceStaysASentence(String text, String markdown) {
        assertThat(MarkdownText.prose(text)).isEqualTo(markdown);
    }

    @Test
    void codeSpanOutlastsTheBackticksInIt() {
        assertThat(MarkdownText.code("a``b")).isEqualTo("```a``b```");
        assertThat(MarkdownText.code("`a")).isEqualTo("`` `a ``");
        assertThat(MarkdownText.code("")).isEqualTo("(no name)");
        assertThat(MarkdownText.cellCode("a|b")).isEqualTo("`a\\|b`");
        assertThat(MarkdownText.codeBlock(List.of("````", "x"))).isEqualTo("`````text\n````\nx\n`````\n");
    }

    @Test
    void terminalTextIsMeasuredInColumns() {
        assertThat(TerminalText.columns("ab测试e\u0301")).isEqualTo(7);
        assertThat(TerminalText.cut("java.util.concurrent.ConcurrentHashMap", 20))
                .isEqualTo("java.util...tHashMap")
                .hasSize(20);
        assertThat(TerminalText.fit("ab", 4)).isEqualTo("ab  ");
        assertThat(TerminalText.wrap("aaa bb cccccccccc d", 5)).containsExactly("aaa", "bb", "ccccc", "ccccc", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.Thread.run(Thread.java:1474), java.lang., Thread.run, (Thread.java:1474)",
        "java.base@25/java.lang.Thread.run(Native Method), java.base@25/java.lang., Thread.run, (Native Method)",
        "Main.main(Main.java), '', Main.main, (Main.java)",
        "main, '', main, ''",
        "'', '', '', ''",
        "no frame at all, '', no frame at all, ''",
    })
    void frameIsTakenApart(String frame, String packageName, String call, String location) {
        assertThat(FrameText.of(frame)).isEqualTo(new FrameText(packageName, call, location));
    }
}
