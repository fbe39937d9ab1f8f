package dev.holdup.dumps;

import static dev.holdup.dumps.model.LockAction.LOCKED;
import static dev.holdup.dumps.model.LockAction.LOCKED_OWNABLE_SYNCHRONIZER;
import static dev.holdup.dumps.model.LockAction.PARKING;
import static dev.holdup.dumps.model.LockAction.WAITING_TO_LOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockOwner;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DialectTest {
    private static final long UNKNOWN = JvmThread.UNKNOWN_ID;
    private static final String SYNC = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final LockOwner OWNER = new LockOwner("owner", 11, UNKNOWN);

    static List<ThreadDump> parse(String text, Charset charset) throws IOException {
        byte[] bytes = text.getBytes(charset);
        return ThreadDumpFormats.parse(
                "dump",
                new ByteArrayInputStream(bytes),
                Arrays.copyOf(bytes, Math.min(bytes.length, ContentKind.HEAD_BYTES)));
    }

    private static ThreadDump only(String text) throws IOException {
        List<ThreadDump> dumps = parse(text, StandardCharsets.UTF_8);
        assertThat(dumps).hasSize(1);
        return dumps.getFirst();
    }

    private static JvmThread named(ThreadDump dump, String name) {
        return dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LockUse hashed(
            dev.holdup.dumps.model.LockAction action, String className, int frame, int line, long hash) {
        return new LockUse(action, LockUse.NO_ADDRESS, className, frame, line, "", hash, null);
    }

    private static void checkFrames(ThreadDump dump) {
        assertThat(named(dump, "owner").frames())
                .containsExactly(
                        new JvmFrame("java.io.FileOutputStream", "writeBytes", null, JvmFrame.NATIVE),
                        new JvmFrame("app.Work", "write", "Work.java", 20));
        assertThat(named(dump, "waiter").frames()).contains(new JvmFrame("app.Work", "enter", "Work.java", 10));
    }

    @Test
    void threadInfoOfJdk8() throws IOException {
        ThreadDump dump = only(DialectSamples.THREAD_INFO_8);
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.THREAD_INFO);
        assertThat(dump.warnings()).isEmpty();
        checkFrames(dump);
        JvmThread waiter = named(dump, "waiter");
        assertThat(waiter.state()).isEqualTo(Thread.State.BLOCKED);
        assertThat(waiter.location()).isEqualTo(new SourceLocation.InText("dump", 1));
        assertThat(waiter.locks())
                .containsExactly(
                        new LockUse(WAITING_TO_LOCK, LockUse.NO_ADDRESS, "app.Gate", 0, 1, "", 0x1f2e3d, OWNER));
        JvmThread owner = named(dump, "owner");
        assertThat(owner.stateText()).isEqualTo("in native");
        assertThat(owner.locks())
                .containsExactly(
                        hashed(LOCKED, "app.Gate", 1, 9, 0x1f2e3d),
                        hashed(LOCKED_OWNABLE_SYNCHRONIZER, SYNC, -1, 12, 0x2a));
    }

    @Test
    void aThreadThatComesAgainBeginsTheNextDump() throws IOException {
        List<ThreadDump> dumps = parse(
                "10:00 INFO " + DialectSamples.THREAD_INFO_8 + "10:01 INFO nothing else\n"
                        + DialectSamples.THREAD_INFO_8,
                StandardCharsets.UTF_8);
        assertThat(dumps).hasSize(2).allSatisfy(dump -> {
            assertThat(dump.threads()).hasSize(3);
            assertThat(dump.warnings()).isEmpty();
        });
    }

    @Test
    void fullThreadDumpDemoWritesNearlyTheSame() throws IOException {
        ThreadDump dump = only("""
                Full Java thread dump with locks info
                "waiter" Id=12 in BLOCKED on lock=app.Gate@1f2e3d
                     owned by owner Id=11
                    at app.Work.enter(Work.java:10)

                "owner" Id=11 in RUNNABLE (running in native)
                    at app.Work.write(Work.java:20)
                      - locked app.Gate@1f2e3d

                    Locked synchronizers: count = 1
                      - java.util.concurrent.locks.ReentrantLock$NonfairSync@2a
                """);
        assertThat(dump.warnings()).isEmpty();
        assertThat(named(dump, "waiter").locks())
                .extracting(LockUse::action, LockUse::identityHash, LockUse::owner)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(WAITING_TO_LOCK, 0x1f2e3dL, OWNER));
        assertThat(named(dump, "owner").locks())
                .extracting(LockUse::action)
                .containsExactly(LOCKED, LOCKED_OWNABLE_SYNCHRONIZER);
    }

    @Test
    void threadFileOfJdk21HasNeitherStatesNorLocks() throws IOException {
        for (String text : List.of(DialectSamples.THREAD_FILE_21, DialectSamples.THREAD_FILE_JSON_21)) {
            ThreadDump dump = only(text);
            assertThat(dump.warnings()).isEmpty();
            assertThat(dump.complete()).isTrue();
            assertThat(dump.pid()).isEqualTo(63406);
            assertThat(dump.jvm()).isEqualTo("21.0.4+7-LTS");
            assertThat(dump.capturedAt()).isEqualTo(Instant.parse("2026-05-20T07:37:16.308017Z"));
            checkFrames(dump);
            assertThat(dump.threads()).extracting(JvmThread::number).containsExactly(12L, 11L, 22L);
            assertThat(dump.threads()).extracting(JvmThread::virtual).containsExactly(false, false, true);
            assertThat(dump.threads()).extracting(JvmThread::state).containsOnlyNulls();
        }
        assertThat(only(DialectSamples.THREAD_FILE_JSON_21).threads().getLast().container())
                .isEqualTo("java.util.concurrent.ThreadPerTaskExecutor@1b2c3d");
    }

    @Test
    void severalThreadFilesInOneTextAreToldApart() throws IOException {
        for (String text : List.of(DialectSamples.THREAD_FILE_21, DialectSamples.THREAD_FILE_JSON_21)) {
            List<ThreadDump> dumps = parse(text + text.replace("07:37:16", "07:37:26"), StandardCharsets.UTF_8);
            assertThat(dumps).hasSize(2).allSatisfy(dump -> {
                assertThat(dump.threads()).hasSize(3);
                assertThat(dump.warnings()).isEmpty();
            });
            assertThat(dumps.getLast().capturedAt()).isEqualTo(Instant.parse("2026-05-20T07:37:26.308017Z"));
        }
    }

    @Test
    void actuatorJson() throws IOException {
        String text = DialectSamples.ACTUATOR_JSON;
        String bare = text.substring(text.indexOf('['), text.lastIndexOf(']') + 1);
        for (String form : List.of(text, bare, "{\"status\":200,\"value\":" + bare + "}")) {
            ThreadDump dump = only(form);
            assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.ACTUATOR_JSON);
            assertThat(dump.warnings()).isEmpty();
            assertThat(dump.listsOwnableSynchronizers()).isTrue();
            checkFrames(dump);
            assertThat(named(dump, "waiter").locks())
                    .containsExactly(
                            new LockUse(WAITING_TO_LOCK, LockUse.NO_ADDRESS, "app.Gate", 0, 1, "", 0x1f2e3d, OWNER));
            assertThat(named(dump, "owner").locks())
                    .containsExactly(
                            hashed(LOCKED, "app.Gate", 1, 2, 0x1f2e3d),
                            hashed(LOCKED_OWNABLE_SYNCHRONIZER, SYNC, -1, 2, 42));
            assertThat(named(dump, "idle").state()).isEqualTo(Thread.State.TIMED_WAITING);
        }
    }

    @Test
    void actuatorText() throws IOException {
        ThreadDump dump = only(DialectSamples.ACTUATOR_TEXT);
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.VISUALVM);
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.complete()).isTrue();
        checkFrames(dump);
        assertThat(named(dump, "waiter").locks())
                .containsExactly(new LockUse(PARKING, LockUse.NO_ADDRESS, SYNC, 0, 7, "", 0x2a, OWNER));
        assertThat(named(dump, "owner").locks())
                .containsExactly(
                        hashed(LOCKED, "app.Gate", 1, 17, 0x1f2e3d),
                        hashed(LOCKED_OWNABLE_SYNCHRONIZER, SYNC, -1, 20, 0x2a));
    }

    @Test
    void javacore() throws IOException {
        ThreadDump dump = only(DialectSamples.JAVACORE);
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.JAVACORE);
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.complete()).isTrue();
        assertThat(dump.pid()).isEqualTo(63406);
        assertThat(dump.jvm()).isEqualTo("JRE 17 Linux amd64-64 (build 17.0.10+7)");
        assertThat(dump.capturedAt()).isEqualTo(Instant.parse("2026-05-20T07:37:16Z"));
        assertThat(dump.deadlocks()).containsExactly(List.of("waiter", "owner"));
        assertThat(dump.threads())
                .extracting(JvmThread::name)
                .containsExactly("idle", "Anonymous native thread", "waiter", "owner");
        checkFrames(dump);
        JvmThread waiter = named(dump, "waiter");
        assertThat(waiter.state()).isEqualTo(Thread.State.BLOCKED);
        assertThat(waiter.number()).isEqualTo(12);
        assertThat(waiter.tid()).isEqualTo(0x15000);
        assertThat(waiter.nid()).isEqualTo(0x8D1AD);
        assertThat(waiter.daemon()).isTrue();
        assertThat(waiter.cpu()).isEqualTo(Duration.ofNanos(1_236_770_000));
        assertThat(waiter.frames().getLast())
                .isEqualTo(new JvmFrame("app.Work$$Lambda/0x00000000D1", "run", null, JvmFrame.UNKNOWN));
        assertThat(waiter.locks())
                .containsExactly(new LockUse(
                        WAITING_TO_LOCK,
                        0xE06FA928L,
                        "app.Gate",
                        0,
                        54,
                        "",
                        LockUse.NO_HASH,
                        new LockOwner("owner", UNKNOWN, 0x16000)));
        assertThat(named(dump, "owner").locks()).containsExactly(new LockUse(LOCKED, 0xE06FA928L, "app.Gate", 1, 65));
        assertThat(named(dump, "idle").activity()).isEqualTo(Activity.SLEEPING);
        assertThat(named(dump, "idle").locks()).isEmpty();
    }

    @Test
    void oldJavacoreSaysInItsTableOfMonitorsWhoWaits() throws IOException {
        ThreadDump dump = only(DialectSamples.JAVACORE.replaceAll("(?m)^(3XMTHREADBLOCK|5XESTACKTRACE).*\n", ""));
        assertThat(named(dump, "waiter").locks())
                .containsExactly(new LockUse(
                        WAITING_TO_LOCK,
                        0xE06FA928L,
                        "app.Gate",
                        0,
                        20,
                        "",
                        LockUse.NO_HASH,
                        new LockOwner("owner", UNKNOWN, 0x16000)));
        assertThat(named(dump, "owner").locks()).containsExactly(new LockUse(LOCKED, 0xE06FA928L, "app.Gate", -1, 18));
    }

    @Test
    void jrockit() throws IOException {
        ThreadDump dump = only(DialectSamples.JROCKIT);
        assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.JROCKIT);
        assertThat(dump.warnings()).isEmpty();
        assertThat(dump.complete()).isTrue();
        assertThat(dump.capturedAt()).isEqualTo(Instant.parse("2026-05-20T07:37:16Z"));
        assertThat(dump.jvm()).startsWith("Oracle JRockit(R) R28");
        assertThat(dump.deadlocks()).containsExactly(List.of("owner", "waiter"));
        checkFrames(dump);
        assertThat(dump.threads())
                .extracting(JvmThread::state)
                .containsExactly(
                        Thread.State.BLOCKED, Thread.State.RUNNABLE, Thread.State.RUNNABLE, Thread.State.TIMED_WAITING);
        assertThat(named(dump, "idle").activity()).isEqualTo(Activity.SLEEPING);
        assertThat(named(dump, "waiter").nid()).isEqualTo(63418);
        assertThat(named(dump, "waiter").locks())
                .containsExactly(new LockUse(WAITING_TO_LOCK, 0x7b483a0, "app.Gate", 0, 6));
        assertThat(named(dump, "owner").locks()).containsExactly(new LockUse(LOCKED, 0x7b483a0, "app.Gate", 1, 15));
    }

    @Test
    void forcedDumpOfJdk8HasNativeIdsForNames() throws IOException {
        for (String text : List.of(DialectSamples.FORCED_8, DialectSamples.MIXED_8)) {
            ThreadDump dump = only(text);
            assertThat(dump.dialect()).isEqualTo(ThreadDumpDialect.SERVICEABILITY_AGENT);
            assertThat(dump.warnings()).isEmpty();
            assertThat(dump.pid()).isEqualTo(63406);
            assertThat(dump.jvm()).isEqualTo("25.402-b06");
            assertThat(dump.threads()).extracting(JvmThread::nid).containsExactly(63418L, 63417L, 63419L);
            assertThat(dump.threads().getFirst().frames())
                    .containsExactly(
                            new JvmFrame("app.Work", "enter", null, 10), new JvmFrame("app.Work", "run", null, 5));
            assertThat(dump.threads().get(1).frames().getFirst().qualifiedName())
                    .isEqualTo("java.io.FileOutputStream.writeBytes");
        }
        ThreadDump forced = only(DialectSamples.FORCED_8);
        assertThat(forced.threads())
                .extracting(JvmThread::activity)
                .containsExactly(Activity.WAITING, Activity.RUNNING, Activity.WAITING);
        assertThat(forced.threads().get(1).locks().getFirst().address()).isEqualTo(0xfc9165d0L);
    }

    @Test
    void dialectsMayFollowEachOtherInOneText() throws IOException {
        StringBuilder all = new StringBuilder("a log begins\n");
        for (Map.Entry<String, String> sample : DialectSamples.all().entrySet()) {
            if (!sample.getValue().startsWith("{")) {
                all.append(sample.getValue()).append("\n10:00 INFO and goes on\n");
            }
        }
        assertThat(parse(all.toString(), StandardCharsets.UTF_8))
                .extracting(ThreadDump::dialect)
                .containsExactly(
                        ThreadDumpDialect.THREAD_INFO,
                        ThreadDumpDialect.THREAD_FILE,
                        ThreadDumpDialect.VISUALVM,
                        ThreadDumpDialect.JAVACORE,
                        ThreadDumpDialect.JROCKIT,
                        ThreadDumpDialect.SERVICEABILITY_AGENT,
                        ThreadDumpDialect.SERVICEABILITY_AGENT);
    }

    @Test
    void everyPrefixOfEveryDialectIsReadWithoutAnException() throws IOException {
        for (Map.Entry<String, String> sample : DialectSamples.all().entrySet()) {
            String text = sample.getValue();
            int threads = 0;
            for (int end = 0; end <= text.length(); end++) {
                List<ThreadDump> dumps = parse(text.substring(0, end), StandardCharsets.UTF_8);
                assertThat(dumps.size()).as(sample.getKey()).isLessThan(2);
                if (text.startsWith("\n", end)) {
                    int now = dumps.isEmpty() ? 0 : dumps.getFirst().threads().size();
                    assertThat(now).as(sample.getKey() + " up to " + end).isGreaterThanOrEqualTo(threads);
                    threads = now;
                }
            }
            assertThat(threads).as(sample.getKey()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void shuffledAndDamagedTextIsReadWithoutAnException() throws IOException {
        Random random = new Random(20261126);
        String noise = "\" \n<>()#=@:[]{},.-\0\t0xz/\\";
        for (Map.Entry<String, String> sample : DialectSamples.all().entrySet()) {
            for (int round = 0; round < 300; round++) {
                List<String> lines = new ArrayList<>(sample.getValue().lines().toList());
                if (round % 3 == 0) {
                    Collections.shuffle(lines, random);
                }
                StringBuilder text = new StringBuilder(String.join("\n", lines));
                for (int i = random.nextInt(20); i > 0; i--) {
                    text.setCharAt(random.nextInt(text.length()), noise.charAt(random.nextInt(noise.length())));
                }
                for (ThreadDump dump : parse(text.toString(), StandardCharsets.UTF_8)) {
                    assertThat(dump.threads()).as(sample.getKey()).hasSizeLessThan(20);
                }
            }
        }
    }

    /// What takes time by the square of its length would not end here.
    @Test
    void hostileTextCostsNoMoreThanItsLength() throws IOException {
        StringBuilder javacore = new StringBuilder("0SECTION       LOCKS subcomponent dump routine\n");
        for (int i = 0; i < 50_000; i++) {
            javacore.append("3LKMONOBJECT   a/B@0x%08X: owner \"x\" (J9VMThread:0x01), entry count 1%n".formatted(i));
        }
        javacore.append("0SECTION       THREADS subcomponent dump routine\n");
        javacore.append("3XMTHREADINFO      \"x\" J9VMThread:0x01, state:R, prio=5\n");
        assertThat(only(javacore.toString()).threads().getFirst().locks()).hasSize(10_000);

        for (String part : List.of(
                "\" Id=1 NEW",
                "\" id=1 idx=0x tid= prio=",
                "\"#1 ",
                "Full thread dump ",
                "at a.b(",
                "- <",
                "{\"log\":\"\\u00",
                "\" tid=0x1 nid=",
                "2026-11-23T10:11:12Z stdout P ")) {
            String line = part.repeat(60_000 / part.length());
            assertThat(parse(("\"" + line + "\n").repeat(50) + (line + "\n").repeat(50), StandardCharsets.UTF_8))
                    .hasSizeLessThan(100);
        }
        for (String json : List.of("{\"threads\":[", "{\"threadDump\":{\"threadContainers\":[", "[{\"threadName\":")) {
            assertThat(parse(json + "[".repeat(500_000), StandardCharsets.UTF_8))
                    .hasSizeLessThan(2);
            assertThat(parse(json + "{\"a\":".repeat(500_000), StandardCharsets.UTF_8))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void whatNoGrammarKnowsIsKeptAsAWarningWithItsLine() throws IOException {
        for (Map.Entry<String, String> sample : DialectSamples.all().entrySet()) {
            String text = sample.getValue();
            boolean json = text.startsWith("{");
            boolean javacore = text.equals(DialectSamples.JAVACORE);
            // Below the first frame that is the application's own.
            int frame = text.indexOf("app.Work") < 0 ? text.lastIndexOf("app/Work") : text.indexOf("app.Work");
            int place = json ? text.indexOf("\"threadName\"") : text.indexOf('\n', frame) + 1;
            if (json && place < 0) {
                place = text.indexOf("\"tid\"");
            }
            String strange = json ? "\"strange\":{\"a\":[1]}," : javacore ? "3XMSTRANGE  line\n" : "strange (line)\n";
            ThreadDump dump = only(text.substring(0, place) + strange + text.substring(place));
            int line = (int) text.substring(0, place)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            assertThat(dump.warnings())
                    .as(sample.getKey())
                    .extracting(ParseWarning::location)
                    .containsExactly(new SourceLocation.InText("dump", line));
            assertThat(dump.threads())
                    .as(sample.getKey())
                    .hasSameSizeAs(only(text).threads());
        }
    }

    @Test
    void otherEncodingsAndLineEndsMakeNoDifference() throws IOException {
        for (Map.Entry<String, String> sample : DialectSamples.all().entrySet()) {
            String text = sample.getValue();
            ThreadDump expected = only(text);
            assertThat(only(text.replace("\n", "\r\n"))).as(sample.getKey()).isEqualTo(expected);
            assertThat(only("\uFEFF" + text)).as(sample.getKey()).isEqualTo(expected);
            for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                assertThat(parse("\uFEFF" + text, charset)).as(sample.getKey()).containsExactly(expected);
            }
        }
    }
}
