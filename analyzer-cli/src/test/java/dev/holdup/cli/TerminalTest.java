package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalShowsBarAndColors() {
        assertThat(Terminal.of(Map.of("TERM", "xterm-256color"), "out,err")).isEqualTo(new Terminal(true, true));
    }

    @Test
    void redirectedStreamsGetNeither() {
        assertThat(Terminal.of(Map.of(), "out")).isEqualTo(new Terminal(false, true));
        assertThat(Terminal.of(Map.of(), ",err")).isEqualTo(new Terminal(true, false));
        assertThat(Terminal.of(Map.of(), "")).isEqualTo(new Terminal(false, false));
    }

    @Test
    void noColorTakesTheColorsOnly() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), "out,err")).isEqualTo(new Terminal(true, false));
        assertThat(Terminal.of(Map.of("NO_COLOR", ""), "out,err")).isEqualTo(new Terminal(true, true));
    }

    @Test
    void dumbTerminalsAndBuildServersGetPlainLines() {
        assertThat(Terminal.of(Map.of("TERM", "dumb"), "out,err")).isEqualTo(new Terminal(false, false));
        assertThat(Terminal.of(Map.of("CI", "true"), "out,err")).isEqualTo(new Terminal(false, false));
    }

    @Test
    void namesCannotSteerTheTerminal() {
        assertThat(Terminal.printable("a\u001b[2Jb\rc\u202ed ü")).isEqualTo("a\\u{1b}[2Jb\\u{d}c\\u{202e}d ü");
    }

    @Test
    void theBarFillsWithTheShareDone() {
        assertThat(ProgressBar.line("reading", 0, 0)).isEqualTo("─".repeat(24) + "   0 %  reading");
        assertThat(ProgressBar.line("reading", 0.5, 0)).isEqualTo("━".repeat(12) + "─".repeat(12) + "  50 %  reading");
        assertThat(ProgressBar.line("reading", 7, 0)).isEqualTo("━".repeat(24) + " 100 %  reading");
        assertThat(ProgressBar.line("reading", 0.25, 10_000_000_000L)).endsWith("  25 %  30 s left  reading");
        assertThat(ProgressBar.line("x".repeat(200), 0.5, 90_000_000_000L)).hasSizeLessThan(80);
    }

    @Test
    void theBarIsGoneAtTheEnd() {
        try (ProgressDisplay bar = new Messages(err, false, false).progress(new Terminal(true, true))) {
            bar.at("reading", 0.25);
        }
        assertThat(shown()).contains("25 %").endsWith("\r\u001b[K");
    }

    @Test
    void plainProgressIsOneLineAPhase() {
        try (ProgressDisplay lines = new Messages(err, false, false).progress(new Terminal(false, false))) {
            lines.at("reading", 0);
            lines.at("reading", 0.5);
            lines.at("searching", 0);
            lines.at("reading", 1);
        }
        assertThat(shown().lines()).containsExactly("holdup: reading…", "holdup: searching…");
    }

    @Test
    void quietShowsNothing() {
        try (ProgressDisplay none = new Messages(err, true, false).progress(new Terminal(true, true))) {
            none.at("reading", 0.5);
        }
        assertThat(shown()).isEmpty();
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
