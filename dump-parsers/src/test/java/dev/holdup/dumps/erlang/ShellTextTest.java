package dev.holdup.dumps.erlang;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.DumpFormat;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On what a shell of OTP 25 printed, where twelve processes call one that sleeps.
class ShellTextTest {
    private static final Pattern LISTED =
            Pattern.compile("(?m)^(?:more.*\\s)?(<[\\d.]+>) +(\\S+) +(\\d+) +(\\d+) +(\\d+)\\R(\\S*) +(\\S+) +(\\d+)$");
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\(shop@host\\)(\\d+)> ");

    @TempDir
    private Path folder;

    @Test
    void everyLineOfTheListIsAProcessWithItsFiguresAsARegularExpressionFindsThem() throws Exception {
        String text = story();
        ErlangCrashDump node = read(text);
        Matcher listed = LISTED.matcher(text);
        int count = 0;
        while (listed.find()) {
            count++;
            ErlangProcess process = requireNonNull(node.process(listed.group(1)));
            assertThat(process.messageQueueLength()).isEqualTo(Long.parseLong(listed.group(5)));
            assertThat(process.registeredName()).isEqualTo(listed.group(6));
            assertThat(process.frames().getFirst().qualifiedName().replace("…", ""))
                    .as("current function of %s", process.pid())
                    .isEqualTo(listed.group(7));
        }
        assertThat(count).isEqualTo(58);
        assertThat(node.processes()).hasSize(count);
        assertThat(node.showsAllProcesses()).isTrue();
        assertThat(node.node().release()).isEqualTo("OTP 25");
        assertThat(node.node().memoryOf("total")).isEqualTo(16_726_920);
        assertThat(node.node().processLimit()).isEqualTo(262_144);
    }

    @Test
    void answersBelongToTheProcessThatWasAskedFor() throws Exception {
        ErlangCrashDump node = read(story());

        assertThat(calls(requireNonNull(node.registered("ledger"))))
                .containsExactly(
                        "timer:sleep/1",
                        "stuck:handle_call/3",
                        "gen_server:try_handle_call/4",
                        "gen_server:handle_msg/6",
                        "proc_lib:init_p_do_apply/3");
        // pid(0,90,0) is written in the command; A and B are names that only the shell knew.
        assertThat(calls(requireNonNull(node.process("<0.90.0>"))))
                .containsExactly("gen:do_call/4", "gen_server:call/3", "stuck:book/1", "stuck:client/1");
        ErlangProcess asked = requireNonNull(node.process("<0.92.0>"));
        assertThat(asked.memoryBytes()).isEqualTo(21_520);
        assertThat(asked.memoryEstimated()).isFalse();
        assertThat(asked.monitors()).extracting(monitor -> monitor.target()).containsExactly("<0.89.0>");
        assertThat(node.terms().stack(requireNonNull(node.process("<0.91.0>")), 10))
                .extracting(slot -> slot.term())
                .contains(new ErlangTerm.Atom("ledger"));
        assertThat(node.terms().messages(requireNonNull(node.registered("ledger")), 100))
                .hasSize(11);
        assertThat(node.warnings())
                .extracting(ParseWarning::what)
                .contains("The text does not say which process A is.");
    }

    @Test
    void theOrderOfTheCommandsDoesNotMatter() throws Exception {
        List<String> parts = parts();
        ErlangCrashDump expected = read(story());
        Random random = new Random(17);
        for (int round = 0; round < 20; round++) {
            // Answers that follow several commands typed at once keep their order.
            Collections.shuffle(parts, random);
            ErlangCrashDump node = read(String.join("", parts));
            assertThat(node.processes().size()).isEqualTo(expected.processes().size());
            // The node was asked twice.
            assertThat(node.node().memoryOf("total")).isIn(14_626_816L, 16_726_920L);
            assertThat(calls(requireNonNull(node.registered("ledger"))).getFirst())
                    .isEqualTo("timer:sleep/1");
        }
    }

    @Test
    void carriageReturnsByteOrderMarksAndColoursDoNotMatter() throws Exception {
        ErlangCrashDump plain = read(story());
        String dressed =
                "\uFEFF" + story().replace("\n", "\r\n").replace("(shop@host)", "\u001b[1m(shop@host)\u001b[0m");

        assertThat(read(dressed).processes()).isEqualTo(plain.processes());
    }

    @Test
    void aTextThatIsCutAnywhereIsReadAsFarAsItGoes() throws Exception {
        String story = story();
        int known = 0;
        for (int length = 0; length < story.length(); length += 41) {
            ErlangCrashDump node = read(story.substring(0, length));
            assertThat(node.processes().size()).isGreaterThanOrEqualTo(known);
            known = node.processes().size();
            if (node.processes().size() > 5 && node.processes().size() < 58) {
                assertThat(node.showsAllProcesses()).isFalse();
                assertThat(node.warnings())
                        .extracting(ParseWarning::what)
                        .contains("The list of processes is not there to its last line, which begins with Total.");
            }
        }
        assertThat(known).isEqualTo(58);
    }

    @Test
    void damagedTextNeverFails() throws Exception {
        Random random = new Random(5);
        String story = story();
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder(story);
            for (int change = 0; change < 60; change++) {
                int place = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.setCharAt(place, (char) (32 + random.nextInt(95)));
                } else {
                    text.delete(place, Math.min(text.length(), place + random.nextInt(40)));
                }
            }
            assertThat(read(text.toString()).processes().size()).isLessThan(150);
        }
        assertThat(read("{".repeat(200_000) + "\n" + "[{a,".repeat(100_000)).processes())
                .isEmpty();
    }

    @Test
    void aNumberThatFillsItsColumnMayBeCutAndIsSaidTo() throws Exception {
        ErlangCrashDump node = read(story().replace("94   11", "94 9999"));

        assertThat(node.warnings())
                .extracting(ParseWarning::what)
                .contains(
                        "In the list of processes 1 mailboxes have so many messages that the number fills its column.");
    }

    @Test
    void itIsToldByContentAlsoBehindWordsOfOnesOwn() throws Exception {
        for (String part : List.of(
                "Hello,\nthis is what I saw last night:\n\n" + story(),
                "[{total,14378808},\n {processes,4578600},\n {system,9800208}]\n",
                "{backtrace,<<\"Program counter: 0x00007fe4d6dc1a78 (gen:do_call/4 + 776)\\ny(0)     []\\n\">>}\n",
                "{current_stacktrace,[{timer,sleep,1,[{file,\"timer.erl\"},{line,219}]}]}\n")) {
            Path file = folder.resolve("notes.txt");
            Files.writeString(file, part);
            try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
                assertThat(dumps.inputs().getFirst().format()).isEqualTo(DumpFormat.ERLANG_SHELL);
                assertThat(dumps.erlang()).isNotNull();
            }
        }
    }

    @Test
    void commandsWithoutAnswersAreNoInput() throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "1> i().\n");
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            throw new AssertionError("opened: " + dumps.inputs());
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).contains("but not what the node answered");
        }
    }

    private static List<String> calls(ErlangProcess process) {
        return process.frames().stream().map(ErlangFrame::qualifiedName).toList();
    }

    /// From one prompt that was answered at once to the next.
    private static List<String> parts() throws Exception {
        List<String> parts = new ArrayList<>();
        String story = story();
        Matcher prompt = PROMPT.matcher(story);
        int start = 0;
        while (prompt.find()) {
            int number = Integer.parseInt(prompt.group(1));
            if (number <= 10 || number == 22) {
                parts.add(story.substring(start, prompt.start()));
                start = prompt.start();
            }
        }
        parts.add(story.substring(start));
        return parts;
    }

    private static ErlangCrashDump read(String text) throws Exception {
        return ShellText.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "it", List.of());
    }

    static String story() throws Exception {
        try (InputStream text = ShellTextTest.class.getResourceAsStream("/dev/holdup/samples/erlang/stuck-shell.txt")) {
            return new String(requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
