package dev.holdup.dumps.jstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.dialect.LineWarnings;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThreadDumpParserTest {
    private static final String DUMP = """
            4711:
            2026-11-23 10:11:12
            Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing):

            Threads class SMR info:
            _java_thread_list=0x00007fa180002ec0, length=3, elements={
            0x00007fa1cc02a990, 0x00007fa1cc0bc6f0
            }

            "writer" #31 [5859] prio=5 os_prio=0 cpu=0.07ms elapsed=5.12s tid=0x00007fa1cc0eee40 nid=5859 waiting for monitor entry  [0x00007fa1ac806000]
               java.lang.Thread.State: BLOCKED (on object monitor)
            \tat app.Journal.append(Journal.java:12)
            \t- waiting to lock <0x000000069ec18010> (a app.Journal)
            \tat app.Main.run(Main.java:3)
            \t- locked <0x000000069ec18020> (a app.Main)

               Locked ownable synchronizers:
            \t- <0x000000069ec18128> (a java.util.concurrent.locks.ReentrantLock$NonfairSync)

            "C2 CompilerThread0" #17 [5847] daemon prio=9 os_prio=0 tid=0x00007fa1cc0c4910 nid=5847 waiting on condition  [0x0]
               java.lang.Thread.State: RUNNABLE
               No compile task

               Locked ownable synchronizers:
            \t- None

            "VM Thread" os_prio=0 cpu=2.11ms elapsed=5.46s tid=0x00007fa1cc0b00e0 nid=5841 runnable \s

            JNI global refs: 4, weak refs: 0


            Found one Java-level deadlock:
            =============================
            "a "quoted" one":
              waiting to lock monitor 0x00007fa198001320 (object 0x000000069edfa180, a java.lang.Object),
              which is held by "two
            lines"

            "two
            lines":
              waiting to lock monitor 0x00007fa1a4001320 (object 0x000000069edfa170, a java.lang.Object),
              which is held by "a "quoted" one"

            Java stack information for the threads listed above:
            ===================================================
            "a "quoted" one":
            \tat V.one(V.java:14)
            \t- waiting to lock <0x000000069edfa180> (a java.lang.Object)
            "two
            lines":
            \tat V.two(V.java:15)

            Found one Java-level deadlock:
            =============================
            "x":
              waiting for ownable synchronizer 0x0000000cad01a128, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),
              which is held by "y"
            "y":
              waiting for ownable synchronizer 0x0000000cad01a0f8, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),
              which is held by "x"

            Java stack information for the threads listed above:
            ===================================================
            "x":
            \tat V.x(V.java:14)
            "y":
            \tat V.y(V.java:14)

            Found 2 deadlocks.

            """;

    private static List<ThreadDump> parse(String text) throws IOException {
        return ThreadDumpParser.parse("threads.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ThreadDump only(String text) throws IOException {
        List<ThreadDump> dumps = parse(text);
        assertThat(dumps).hasSize(1);
        return dumps.getFirst();
    }

    @Test
    void everySectionOfADumpIsRead() throws IOException {
        ThreadDump dump = only(DUMP);
        assertThat(dump.pid()).isEqualTo(4711);
        assertThat(dump.capturedAt()).isEqualTo(Instant.parse("2026-11-23T10:11:12Z"));
        assertThat(dump.jvm()).isEqualTo("OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing)");
        assertThat(dump.location()).isEqualTo(new SourceLocation.InText("threads.txt", 3));
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.complete()).isTrue();
        assertThat(dump.listsOwnableSynchronizers()).isTrue();
        assertThat(dump.deadlocks()).containsExactly(List.of("a \"quoted\" one", "two\nlines"), List.of("x", "y"));
        assertThat(dump.threads())
                .extracting(JvmThread::name)
                .containsExactly("writer", "C2 CompilerThread0", "VM Thread");
        JvmThread writer = dump.threads().getFirst();
        assertThat(writer.location()).isEqualTo(new SourceLocation.InText("threads.txt", 10));
        assertThat(writer.stateText()).isEqualTo("waiting for monitor entry (on object monitor)");
        assertThat(writer.frames()).hasSize(2);
        assertThat(writer.locks())
                .containsExactly(
                        new LockUse(LockAction.WAITING_TO_LOCK, 0x000000069ec18010L, "app.Journal", 0, 13),
                        new LockUse(LockAction.LOCKED, 0x000000069ec18020L, "app.Main", 1, 15),
                        new LockUse(
                                LockAction.LOCKED_OWNABLE_SYNCHRONIZER,
                                0x000000069ec18128L,
                                "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                                -1,
                                18));
        assertThat(dump.threads().get(1).locks()).isEmpty();
    }

    @Test
    void severalDumpsOfALogAreToldApart() throws IOException {
        List<ThreadDump> dumps = parse("server started\n" + DUMP + "request 17 took 3 s\n\tat no.Dump.line(X.java:1)\n"
                + "2026-11-23 10:11:42\n" + DUMP.substring(DUMP.indexOf("Full")) + "bye\n");
        assertThat(dumps).hasSize(2);
        assertThat(dumps.get(1).capturedAt()).isEqualTo(Instant.parse("2026-11-23T10:11:42Z"));
        assertThat(dumps.get(1).pid()).isEqualTo(JvmThread.UNKNOWN_ID);
        assertThat(dumps).allSatisfy(dump -> {
            assertThat(dump.threads()).hasSize(3);
            assertThat(dump.warnings()).isEmpty();
        });
    }

    @Test
    void timeGluedToTheLineBeforeIsFound() throws IOException {
        String second = DUMP.substring(DUMP.indexOf("2026"));
        List<ThreadDump> dumps = parse(DUMP.stripTrailing() + second.replace("10:11:12", "10:11:42"));
        assertThat(dumps).hasSize(2);
        assertThat(dumps.get(1).capturedAt()).isEqualTo(Instant.parse("2026-11-23T10:11:42Z"));
        assertThat(dumps.getFirst().complete()).isTrue();
    }

    @Test
    void otherWaysToWriteTheSameTextMakeNoDifference() throws IOException {
        ThreadDump expected = only(DUMP);
        assertThat(only(DUMP.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(only("\uFEFF" + DUMP)).isEqualTo(expected);
        assertThat(only(DUMP.replace("\t", "        "))).isEqualTo(expected);
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(ThreadDumpParser.parse(
                            "threads.txt", new ByteArrayInputStream(("\uFEFF" + DUMP).getBytes(charset))))
                    .containsExactly(expected);
        }
        ThreadDump dense = only(DUMP.replaceAll("\n+", "\n"));
        assertThat(dense.warnings()).isEmpty();
        assertThat(dense.deadlocks()).isEqualTo(expected.deadlocks());
        assertThat(dense.threads())
                .extracting(JvmThread::locks)
                .extracting(List::size)
                .containsExactly(3, 0, 0);
    }

    @Test
    void prefixOfACollectorIsCutFromEveryLine() throws IOException {
        StringBuilder text = new StringBuilder();
        int second = 10;
        for (String line : DUMP.split("\n", -1)) {
            text.append("2026-11-23T10:11:")
                    .append(second++ % 60 / 10)
                    .append(second % 10)
                    .append("Z stdout F ");
            text.append(line).append('\n');
        }
        ThreadDump dump = only(text.toString());
        assertThat(dump.capturedAt()).isEqualTo(Instant.parse("2026-11-23T10:11:12Z"));
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.threads()).isEqualTo(only(DUMP).threads());
        assertThat(dump.deadlocks()).isEqualTo(only(DUMP).deadlocks());
    }

    @Test
    void whatContainersAndCollectorsMakeOfALineIsUndone() throws IOException {
        ThreadDump expected = only(DUMP);
        for (UnaryOperator<String> wrapping : List.<UnaryOperator<String>>of(
                line -> "2026-11-23T10:11:12." + "987654321".substring(line.length() % 9) + "Z stdout F " + line,
                line -> "{\"log\":\""
                        + line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t")
                        + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-23T10:11:12.1Z\"}",
                line -> "[pod/web-7d4/app] " + line,
                line -> "Nov 23 10:11:" + (10 + line.length() % 50) + " host java[" + line.length() + "]: " + line,
                line -> "web-1  | " + line)) {
            ThreadDump dump = only(DUMP.lines().map(wrapping).collect(Collectors.joining("\n")));
            assertThat(dump.threads()).isEqualTo(expected.threads());
            assertThat(dump.deadlocks()).isEqualTo(expected.deadlocks());
            assertThat(dump.warnings()).isEmpty();
        }
    }

    @Test
    void stackTraceOfALogInsideIsNotTakenForTheThreads() throws IOException {
        String text = DUMP.replace(
                "\tat app.Main.run",
                "12:00:01 ERROR request failed\njava.lang.IllegalStateException: no\n\tat log.Noise.one(Noise.java:1)\n"
                        + "\tat app.Main.run");
        JvmThread writer = only(text).threads().getFirst();
        assertThat(writer.frames()).hasSize(1);
        assertThat(only(text).warnings()).hasSize(4);
        assertThat(only(text).threads().get(1)).isNotNull();
    }

    @Test
    void linesOfALogInsideAreWarnedOfAndCostNothingElse() throws IOException {
        String text = DUMP.replace("\tat app.Main.run", "12:00:01 INFO request 17 took 3 s\n\tat app.Main.run");
        ThreadDump dump = only(text);
        assertThat(dump.threads().getFirst().frames())
                .isEqualTo(only(DUMP).threads().getFirst().frames());
        assertThat(dump.warnings()).hasSize(1);
        assertThat(dump.warnings().getFirst().location()).isEqualTo(new SourceLocation.InText("threads.txt", 14));
    }

    @Test
    void manyUnknownLinesAreCounted() throws IOException {
        String text = DUMP.replace("\tat app.Main.run", "noise\n".repeat(1000) + "\tat app.Main.run");
        ThreadDump dump = only(text);
        assertThat(dump.warnings()).hasSize(LineWarnings.MAX + 1);
        assertThat(dump.warnings().getLast().what()).contains("950 more");
        assertThat(dump.threads()).hasSize(3);
    }

    @Test
    void cutDumpSaysSo() throws IOException {
        ThreadDump dump = only(DUMP.substring(0, DUMP.indexOf("app.Main.run") + 5));
        assertThat(dump.complete()).isFalse();
        assertThat(dump.threads().getFirst().frames()).hasSize(1);
        assertThat(dump.warnings()).hasSize(2);
        assertThat(dump.warnings().getLast().effect()).contains("Threads may be missing");
        ThreadDump cutDeadlock = only(DUMP.substring(0, DUMP.indexOf("Java stack information")));
        assertThat(cutDeadlock.complete()).isFalse();
        assertThat(cutDeadlock.warnings().getLast().effect()).contains("Deadlocks");
    }

    @Test
    void dumpWithoutBannerIsRead() throws IOException {
        ThreadDump dump = only(DUMP.substring(DUMP.indexOf("\"writer\"")));
        assertThat(dump.jvm()).isEmpty();
        assertThat(dump.threads()).hasSize(3);
        assertThat(dump.location()).isEqualTo(new SourceLocation.InText("threads.txt", 1));
    }

    @Test
    void jdk5SaysTheStateInTheHeaderOnly() throws IOException {
        ThreadDump dump = only("""
                Full thread dump Java HotSpot(TM) 64-Bit Server VM (1.5.0_13-b05 mixed mode):

                "a" daemon prio=1 tid=0x0000002ac6c9b0a0 nid=0x57f8 in Object.wait() [0x51d6d000..0x51d6dd30]
                \tat java.lang.Object.wait(Native Method)

                "b" prio=1 tid=0x0000002ac6c9b0a1 nid=0x57f9 waiting for monitor entry [0x51d6d000..0x51d6dd30]
                \tat a.B.c(B.java:1)

                "c" prio=1 tid=0x0000002ac6c9b0a2 nid=0x57fa runnable [0x51d6d000..0x51d6dd30]
                """);
        assertThat(dump.threads())
                .extracting(JvmThread::activity)
                .containsExactly(Activity.WAITING, Activity.BLOCKED, Activity.RUNNING);
        assertThat(dump.threads()).extracting(JvmThread::state).containsOnlyNulls();
    }

    @Test
    void nameOverSeveralLinesIsWhole() throws IOException {
        ThreadDump dump = only(DUMP.replace("\"writer\"", "\"two \n\n  lines\""));
        assertThat(dump.threads().getFirst().name()).isEqualTo("two \n\n  lines");
        assertThat(dump.threads().getFirst().frames()).hasSize(2);
        assertThat(dump.warnings()).isEmpty();
    }

    @Test
    void logLinesInQuotesAreCountedAndEndWithTheirBound() throws IOException {
        ThreadDump dump = only(DUMP.replace("\"C2 Comp", "\"quoted\n" + "noise\n".repeat(16) + "\n\"C2 Comp"));
        assertThat(dump.threads()).hasSize(3);
        assertThat(dump.warnings()).hasSize(1);
        assertThat(dump.warnings().getFirst().what()).startsWith("17 lines");
    }

    @Test
    void cutHeaderSwallowsNothingThatFollows() throws IOException {
        String cut =
                DUMP.replace("\"C2 CompilerThread0\" #17 [5847] daemon prio=9", "\"C2 Compiler\n\"good\" #18 prio=9");
        ThreadDump dump = only(cut);
        assertThat(dump.threads()).extracting(JvmThread::name).containsExactly("writer", "good", "VM Thread");
        assertThat(dump.warnings()).hasSize(1);
    }

    @Test
    void everyPrefixIsReadWithoutAnException() throws IOException {
        int threads = 0;
        for (int end = 0; end <= DUMP.length(); end++) {
            List<ThreadDump> dumps = parse(DUMP.substring(0, end));
            assertThat(dumps).hasSizeLessThan(2);
            int now = dumps.isEmpty() ? 0 : dumps.getFirst().threads().size();
            assertThat(now).isGreaterThanOrEqualTo(threads);
            threads = now;
        }
        assertThat(threads).isEqualTo(3);
    }

    @Test
    void shuffledAndDamagedLinesAreReadWithoutAnException() throws IOException {
        Random random = new Random(20261123);
        for (int round = 0; round < 2000; round++) {
            List<String> lines = new ArrayList<>(Arrays.asList(DUMP.split("\n", -1)));
            Collections.shuffle(lines, random);
            StringBuilder text = new StringBuilder(String.join("\n", lines));
            for (int i = random.nextInt(20); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), "\" \n<>()#=@:[]-\0\t0xz".charAt(random.nextInt(19)));
            }
            for (ThreadDump dump : parse(text.toString())) {
                assertThat(dump.threads()).hasSizeLessThan(20);
                assertThat(dump.warnings()).hasSizeLessThanOrEqualTo(LineWarnings.MAX + 2);
            }
        }
    }

    @Test
    void randomBytesAreReadWithoutAnException() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[5000];
            random.nextBytes(bytes);
            assertThat(ThreadDumpParser.parse("random", new ByteArrayInputStream(bytes)))
                    .isEmpty();
        }
    }
}
