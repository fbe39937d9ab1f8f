package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Stacks deeper than any JVM prints them, and threads with more locks than anybody holds.
class DeepStackTest {
    private static final int MAX_FRAMES = 4_096;
    private static final int OUTERMOST = 64;
    private static final boolean AS_VAST_AS_THEY_COME = System.getenv("HOLDUP_LONG_HAUL") != null;
    private static final int VERY_MANY = AS_VAST_AS_THEY_COME ? 10_000_000 : 600_000;
    private static final String HEADER = """
            2026-01-01 00:00:00
            Full thread dump OpenJDK 64-Bit Server VM (25+36 mixed mode):

            "deep" #1 prio=5 os_prio=0 tid=0x0000000000000001 nid=0x1 runnable
               java.lang.Thread.State: RUNNABLE
            """;

    /// `text` with the frame `app.Work.deep` so many times above the frame that `innermost` is the whole of.
    private record Sample(String text, String frame, IntFunction<String> deep) {
        String with(int times) {
            int place = text.indexOf(frame);
            assertThat(place).isPositive();
            return text.substring(0, place)
                    + IntStream.rangeClosed(1, times).mapToObj(deep).collect(Collectors.joining())
                    + text.substring(place);
        }
    }

    /// One of each dialect: where deep calls go in it.
    private static Map<String, Sample> samples() {
        return Map.of(
                "ThreadInfo",
                new Sample(
                        DialectSamples.THREAD_INFO_8,
                        "\tat app.Work.run(",
                        i -> "\tat app.Work.deep(Work.java:" + i + ")\n"),
                "Thread.dump_to_file",
                new Sample(
                        DialectSamples.THREAD_FILE_21,
                        "      app.Work.run(",
                        i -> "      app.Work.deep(Work.java:" + i + ")\n"),
                "Thread.dump_to_file in JSON",
                new Sample(
                        DialectSamples.THREAD_FILE_JSON_21,
                        "\"app.Work.run(",
                        i -> "\"app.Work.deep(Work.java:" + i + ")\",\n"),
                "actuator JSON",
                new Sample(
                        DialectSamples.ACTUATOR_JSON,
                        "{\"methodName\":\"run\"",
                        i -> "{\"methodName\":\"deep\",\"fileName\":\"Work.java\",\"lineNumber\":" + i
                                + ",\"className\":\"app.Work\",\"nativeMethod\":false},"),
                "actuator text",
                new Sample(
                        DialectSamples.ACTUATOR_TEXT,
                        "\tat app.Work.enter(",
                        i -> "\tat app.Work.deep(Work.java:" + i + ")\n"),
                "javacore",
                new Sample(
                        DialectSamples.JAVACORE,
                        "4XESTACKTRACE                at app/Work$$Lambda",
                        i -> "4XESTACKTRACE                at app/Work.deep(Work.java:" + i + ")\n"),
                "JRockit",
                new Sample(
                        DialectSamples.JROCKIT,
                        "    at jrockit/vm/RNI.c2java",
                        i -> "    at app/Work.deep(Work.java:" + i + ")\n"),
                "jstack -F",
                new Sample(
                        DialectSamples.FORCED_8,
                        " - app.Work.run()",
                        i -> " - app.Work.deep() @bci=1, line=" + i + " (Compiled frame)\n"),
                "jstack -m",
                new Sample(
                        DialectSamples.MIXED_8,
                        "0x00007fe8479402d2\t* app.Work.run()",
                        i -> "0x00007fe8479402d2\t* app.Work.deep() bci:1 line:" + i + " (Compiled frame)\n"));
    }

    @TestFactory
    Stream<DynamicTest> ofADeepStackTheInnermostFramesAreKeptAndTheOutermostFew() {
        return samples().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
                    JvmThread usual = deepest(parse(sample.getValue().text()));
                    int times = 10_000;
                    ThreadDump dump = parse(sample.getValue().with(times));
                    JvmThread deep = deepest(dump);
                    int all = usual.frames().size() + times;
                    int before = placeOfFirstDeep(deep);

                    assertThat(deep.frames()).hasSize(MAX_FRAMES);
                    assertThat(deep.frames().subList(0, before))
                            .isEqualTo(usual.frames().subList(0, before));
                    assertThat(deep.frames().subList(before, MAX_FRAMES - OUTERMOST))
                            .extracting(JvmFrame::line)
                            .isEqualTo(IntStream.rangeClosed(1, MAX_FRAMES - OUTERMOST - before)
                                    .boxed()
                                    .toList());
                    int after = usual.frames().size() - before;
                    assertThat(deep.frames().subList(MAX_FRAMES - OUTERMOST, MAX_FRAMES - after))
                            .extracting(JvmFrame::line)
                            .isEqualTo(IntStream.rangeClosed(times - (OUTERMOST - after) + 1, times)
                                    .boxed()
                                    .toList());
                    assertThat(deep.frames().subList(MAX_FRAMES - after, MAX_FRAMES))
                            .isEqualTo(usual.frames()
                                    .subList(before, usual.frames().size()));
                    assertThat(dump.warnings())
                            .anySatisfy(warning -> assertThat(warning.what())
                                    .isEqualTo("The thread's stack has " + all + " frames: all between the innermost"
                                            + " 4032 and the outermost 64 are left out."));
                }));
    }

    @TestFactory
    Stream<DynamicTest> aStackThatJustFitsIsKeptAsItIs() {
        return samples().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> {
                    ThreadDump usual = parse(sample.getValue().text());
                    int times = MAX_FRAMES - deepest(usual).frames().size();
                    ThreadDump dump = parse(sample.getValue().with(times));

                    assertThat(deepest(dump).frames())
                            .hasSize(MAX_FRAMES)
                            .filteredOn(frame -> frame.method().equals("deep"))
                            .extracting(JvmFrame::line)
                            .isEqualTo(IntStream.rangeClosed(1, times).boxed().toList());
                    assertThat(dump.warnings()).hasSameSizeAs(usual.warnings());
                }));
    }

    @Test
    void locksStandUnderTheirFrameOrUnderNoneIfThatIsLeftOut() throws Exception {
        int all = 10_000;
        String frames = IntStream.range(0, all)
                .mapToObj(i -> "\tat app.Work.deep(Work.java:" + (i + 1) + ")\n"
                        + (i % 1000 == 0 || i == all - 1
                                ? "\t- locked <0x" + Integer.toHexString(i + 16) + "> (a L)\n"
                                : ""))
                .collect(Collectors.joining());

        JvmThread deep = deepest(parse(HEADER + frames + "\n"));

        assertThat(deep.locks())
                .extracting(LockUse::address)
                .containsExactly(16L, 1016L, 2016L, 3016L, 4016L, 5016L, 6016L, 7016L, 8016L, 9016L, 10_015L);
        assertThat(deep.locks())
                .extracting(LockUse::frameIndex)
                .containsExactly(0, 1000, 2000, 3000, 4000, -1, -1, -1, -1, -1, MAX_FRAMES - 1);
        for (LockUse use : deep.locks()) {
            if (use.frameIndex() >= 0) {
                assertThat(deep.frames().get(use.frameIndex()).line()).isEqualTo(use.address() - 15);
            }
        }
    }

    @Test
    void ofVeryManyLocksTheFirstAreKept() throws Exception {
        String locks = IntStream.range(0, 10_005)
                .mapToObj(i -> "\t- locked <0x" + Integer.toHexString(i + 16) + "> (a L)\n")
                .collect(Collectors.joining());

        ThreadDump dump = parse(HEADER + "\tat app.Work.run(Work.java:1)\n" + locks + "\n");

        assertThat(deepest(dump).locks()).hasSize(10_000).allMatch(use -> use.action() == LockAction.LOCKED);
        assertThat(dump.warnings())
                .anySatisfy(warning -> assertThat(warning.what())
                        .isEqualTo("The thread has more than 10000 locks: 5 of them are left out."));
    }

    @Test
    void aThreadOfVeryManyFramesTakesNoMoreMemoryThanOthers() throws Exception {
        // Each is another one, so that none is kept for another's sake.
        long[] used = new long[1];
        long before = used();
        InputStream frames =
                new Lines(VERY_MANY, i -> "\tat app.Work.deep" + i + "(Work.java:1)\n", () -> used[0] = used());

        ThreadDump dump = parse(new SequenceInputStream(Collections.enumeration(
                        List.of(new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8)), frames))))
                .getFirst();

        assertThat(dump.threads().getFirst().frames()).hasSize(MAX_FRAMES);
        assertThat(dump.warnings().getFirst().what()).contains(VERY_MANY + " frames");
        // Those that may be used again take some 20 MB.
        assertThat(used[0] - before).isLessThan(48L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// So many lines, each made when it is read.
    private static final class Lines extends InputStream {
        private final int lines;
        private final IntFunction<String> line;
        private final Runnable atEnd;
        private byte[] some = new byte[0];
        private int at;
        private int next;

        Lines(int lines, IntFunction<String> line, Runnable atEnd) {
            this.lines = lines;
            this.line = line;
            this.atEnd = atEnd;
        }

        private boolean isOver() {
            if (at == some.length && next < lines) {
                int end = Math.min(lines, next + 1000);
                some = IntStream.range(next, end)
                        .mapToObj(line)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII);
                at = 0;
                next = end;
            }
            return at == some.length;
        }

        @Override
        public int read() {
            return isOver() ? -1 : some[at++];
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (isOver()) {
                atEnd.run();
                return -1;
            }
            int taken = Math.min(length, some.length - at);
            System.arraycopy(some, at, to, offset, taken);
            at += taken;
            return taken;
        }
    }

    private static ThreadDump parse(String text) throws Exception {
        List<ThreadDump> dumps = parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(dumps).hasSize(1);
        return dumps.getFirst();
    }

    private static List<ThreadDump> parse(InputStream text) throws Exception {
        return ThreadDumpFormats.parse(
                "deep.txt", text, text.markSupported() ? head(text) : HEADER.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] head(InputStream text) throws Exception {
        text.mark(1 << 16);
        byte[] head = text.readNBytes(1 << 16);
        text.reset();
        return head;
    }

    private static JvmThread deepest(ThreadDump dump) {
        return dump.threads().stream()
                .filter(thread ->
                        thread.name().equals("waiter") || thread.name().equals("deep") || thread.nid() == 63418)
                .findFirst()
                .orElseThrow();
    }

    private static int placeOfFirstDeep(JvmThread thread) {
        return IntStream.range(0, thread.frames().size())
                .filter(i -> thread.frames().get(i).method().equals("deep"))
                .findFirst()
                .orElseThrow();
    }
}
