package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads crash dumps that real nodes of many releases have written, in the folder that `HOLDUP_DUMPS` names, and counts
/// them again with regular expressions over the text.
class PublicCrashDumpsTest {

    @Test
    void everyDumpAgreesWithACountOverItsText() throws Exception {
        String folder =
                System.getProperty("holdup.dumps", Objects.requireNonNullElse(System.getenv("HOLDUP_DUMPS"), ""));
        assumeTrue(
                !folder.isEmpty(),
                "SKIPPED: no folder of public crash dumps; name one with HOLDUP_DUMPS or -Dholdup.dumps");
        List<Path> dumps;
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            dumps = files.filter(file -> file.getFileName().toString().endsWith(".dump"))
                    .filter(PublicCrashDumpsTest::begins)
                    .sorted()
                    .toList();
        }
        assumeTrue(!dumps.isEmpty(), "SKIPPED: no crash dump *.dump in " + folder);
        for (Path dump : dumps) {
            assertAgrees(dump);
        }
    }

    private static boolean begins(Path file) {
        try {
            return Files.size(file) < 1 << 28
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("=erl_crash_dump:");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void assertAgrees(Path file) throws Exception {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        try (CrashDumpFile dump = CrashDumpFile.open(file, "it", List.of())) {
            assertThat(dump.complete()).as("%s is complete", file).isEqualTo(text.contains("\n=end"));
            assertThat(dump.processes())
                    .as("processes of %s", file)
                    .extracting(ErlangProcess::pid)
                    .containsExactlyElementsOf(matches("(?m)^=proc:(.*)$", text));
            int word = text.contains("[64-bit]") ? 8 : 4;
            for (ErlangProcess process : dump.processes()) {
                String body = body(text, "=proc:" + process.pid());
                assertThat(process.messageQueueLength()).isEqualTo(number(body, "Message queue length"));
                assertThat(process.reductions()).isEqualTo(number(body, "Reductions"));
                assertThat(process.heap().allocatedBytes())
                        .isEqualTo(word
                                * (number(body, "Stack\\+heap")
                                        + number(body, "OldHeap")
                                        + number(body, "Heap fragment data")));
                assertThat(process.memoryBytes())
                        .isEqualTo(
                                body.contains("\nMemory: ")
                                        ? number(body, "Memory")
                                        : process.heap().allocatedBytes());
                assertThat(process.state().label())
                        .isEqualTo(matches("(?m)^State: (.*)$", body).getFirst());
                String links = linkList(body);
                assertThat(process.monitors())
                        .hasSize(matches("\\{to,(.*?,(?:#Ref<[^>]*>|\\[\\]))\\}", links)
                                .size());
                assertThat(process.monitoredBy())
                        .isEqualTo(matches("\\{from,(.*?,(?:#Ref<[^>]*>|\\[\\]))\\}", links)
                                .size());
                assertThat(process.linkCount())
                        .isEqualTo(matches("[\\[ ](<[\\d.]+>|#Port<[\\d.]+>)(?=[,\\]])", links)
                                .size());
                assertThat(process.frames())
                        .as("stack of %s in %s", process.pid(), file)
                        .extracting(ErlangFrame::qualifiedName)
                        .containsExactlyElementsOf(calls(body, body(text, "=proc_stack:" + process.pid())));
                if (text.contains("\n=literals")) {
                    liveWordsFit(dump, process);
                }
            }
            assertThat(dump.node().memoryOf("total")).isEqualTo(number(body(text, "=memory"), "total"));
            assertThat(dump.etsTables())
                    .hasSize(matches("(?m)^=(?:internal_)?ets(.*)$", text).size());
            assertThat(dump.ports()).hasSize(matches("(?m)^=port(.*)$", text).size());
            assertThat(dump.node().modules())
                    .isEqualTo(matches("(?m)^=mod:(.*)$", text).size());
            assertThat(dump.binaries().size())
                    .isGreaterThanOrEqualTo(matches("(?m)^=binary:(.*)$", text).size());
            assertThat(dump.node().atoms()).isEqualTo(number(text, "Atoms"));
            assertThat(dump.processes())
                    .filteredOn(process -> process.spawnedAs().startsWith("proc_lib:init_p"))
                    .filteredOn(process ->
                            body(text, "=proc_dictionary:" + process.pid()).length() > 0)
                    .allSatisfy(process -> assertThat(dump.terms().initialCall(process))
                            .as("initial call of %s in %s", process.pid(), file)
                            .matches(".+:.+"));
        }
    }

    /// What is reachable is part of what is used, but for constants, which before OTP 20 stand in some heap.
    private static void liveWordsFit(CrashDumpFile dump, ErlangProcess process) {
        long live = dump.terms().liveBytes(process);
        assertThat(live)
                .isLessThanOrEqualTo(process.heap().usedBytes() + process.heap().usedBytes() / 10 + 4096);
    }

    private static List<String> calls(String process, String stack) {
        List<String> calls = new ArrayList<>(matches("(?m)^Program counter: \\S+ \\((.*)\\)$", process));
        calls.addAll(matches("(?m)^CP: \\S+ \\((.*)\\)$", process));
        calls.addAll(matches("(?m)^0x\\S+:SReturn addr \\S+ \\((.*)\\)$", stack));
        calls.removeIf(call -> call.startsWith("<terminate process") || call.equals("invalid"));
        List<String> scheduledFor = matches("(?m)^(?:Last scheduled in for|Current call): (.*)$", process);
        String unknown = scheduledFor.isEmpty() ? "(unknown function)" : scheduledFor.getFirst();
        calls.replaceAll(call -> call.equals("unknown function") ? unknown : call.replaceFirst(" \\+ \\d+$", ""));
        return calls;
    }

    private static String linkList(String process) {
        List<String> found = matches("(?m)^Link list: (.*)$", process);
        return found.isEmpty() ? "" : found.getFirst();
    }

    /// From the line after the head to the next section.
    private static String body(String text, String head) {
        int start = text.indexOf("\n" + head + "\n");
        if (start < 0) {
            return "";
        }
        int body = start + head.length() + 1;
        int end = text.indexOf("\n=", body);
        return text.substring(body, end < 0 ? text.length() : end + 1);
    }

    private static long number(String text, String key) {
        Matcher match = Pattern.compile("(?m)^" + key + ": (\\d+)").matcher(text);
        return match.find() ? Long.parseLong(match.group(1)) : -1;
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
