package dev.holdup.dumps.jstack;

import static dev.holdup.dumps.model.JvmThread.UNKNOWN_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadHeaderLineTest {

    private static ThreadHeaderLine header(String line) {
        return Objects.requireNonNull(ThreadHeaderLine.parse(line), line);
    }

    @Test
    void jdk25WritesTheNativeIdTwiceAndInDecimal() {
        assertThat(
                        header(
                                "\"worker\" #41 [30363] daemon prio=5 os_prio=0 cpu=37.01ms elapsed=5.46s allocated=773K"
                                        + " defined_classes=33 tid=0x00007fa1cc02a990 nid=30363 waiting on condition  [0x00007fa1d3326000]"))
                .isEqualTo(new ThreadHeaderLine(
                        "worker",
                        41,
                        0x00007fa1cc02a990L,
                        30363,
                        true,
                        false,
                        "waiting on condition",
                        Duration.ofNanos(37_010_000),
                        Duration.ofMillis(5460)));
    }

    @Test
    void jdk17WritesTheNativeIdInHexadecimal() {
        assertThat(header("\"main\" #1 prio=5 os_prio=-2 cpu=1.50ms elapsed=2.00s tid=0x00007f6aec016800 nid=0xaba"
                        + " runnable  [0x00007f6af4245000]"))
                .isEqualTo(new ThreadHeaderLine(
                        "main",
                        1,
                        0x00007f6aec016800L,
                        0xaba,
                        false,
                        false,
                        "runnable",
                        Duration.ofNanos(1_500_000),
                        Duration.ofSeconds(2)));
    }

    @Test
    void jdk6HasNoNumber() {
        ThreadHeaderLine header =
                header("\"Finalizer\" daemon prio=10 tid=0x00007fb80c01d000 nid=0x3fdf in Object.wait()"
                        + " [0x00007fb86176b000..0x00007fb86176bc90]");
        assertThat(header.number()).isEqualTo(UNKNOWN_ID);
        assertThat(header.stateText()).isEqualTo("in Object.wait()");
        assertThat(header.cpu()).isNull();
    }

    @Test
    void hpWritesIdsWithoutPrefix() {
        ThreadHeaderLine header = header("\"w13 [container1-361]\" prio=10 tid=60000000044e3840 nid=1194 lwp_id=9992026"
                + " runnable [9fffffffb6f00000..9fffffffb6f00a40]");
        assertThat(header.name()).isEqualTo("w13 [container1-361]");
        assertThat(header.tid()).isEqualTo(0x60000000044e3840L);
        assertThat(header.nid()).isEqualTo(1194);
        assertThat(header.stateText()).isEqualTo("runnable");
    }

    @Test
    void carrierOfAVirtualThreadHasNoState() {
        ThreadHeaderLine header = header("\"ForkJoinPool-1-worker-1\" #23 [5852] daemon prio=5 os_prio=0 cpu=5402.63ms"
                + " elapsed=5.43s allocated=936B defined_classes=2 tid=0x00007fa1cc0e5060  [0x00007fa1acf05000]");
        assertThat(header.nid()).isEqualTo(5852);
        assertThat(header.stateText()).isEmpty();
    }

    @Test
    void vmThreadHasNeitherNumberNorStack() {
        ThreadHeaderLine header =
                header("\"VM Thread\" os_prio=0 cpu=2.11ms elapsed=5.46s tid=0x00007fa1cc0b00e0 nid=5841 runnable  ");
        assertThat(header.isVmThread()).isTrue();
        assertThat(header.stateText()).isEqualTo("runnable");
        assertThat(header("\"VM Thread\" #7 prio=5 tid=0x1 nid=0x2 runnable").isVmThread())
                .isFalse();
    }

    @Test
    void flagsAreReadInAnyOrder() {
        ThreadHeaderLine header = header(
                "\"v\" #21 virtual daemon [21] prio=5 os_prio=0 tid=0x00007f8b2c200000 nid=0x1ac8 runnable  [0x0]");
        assertThat(header.virtual()).isTrue();
        assertThat(header.daemon()).isTrue();
        assertThat(header.nid()).isEqualTo(0x1ac8);
    }

    @Test
    void namelessVmThreadIsRead() {
        ThreadHeaderLine header =
                header("os_prio=31 cpu=59.27ms elapsed=28.30s tid=0x0000000101bcb200 nid=38915 runnable  ");
        assertThat(header.name()).isEmpty();
        assertThat(header.tid()).isEqualTo(0x0000000101bcb200L);
    }

    @Test
    void visualVmKnowsOnlyTheNumber() {
        ThreadHeaderLine header = header("\"Timer-180\" - Thread t@332");
        assertThat(header.number()).isEqualTo(332);
        assertThat(header.isVisualVm()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\"b",
                "\" #1 daemon prio=5 tid=0x2 nid=0x3 runnable",
                "<script>alert(1)</script>",
                "a=b c=d tid=0x7",
                "x]: [",
                "line one\nline two\n\nline four",
                "\"\"\"\"",
                "naïve 名前 \uD83D\uDE00"
            })
    void nameEndsAtTheLastQuoteWhateverItHolds(String name) {
        ThreadHeaderLine header =
                header("\"" + name + "\" #31 [5859] prio=5 os_prio=0 tid=0x00007fa1cc0eee40 nid=5859 runnable  [0x0]");
        assertThat(header.name()).isEqualTo(name);
        assertThat(header.number()).isEqualTo(31);
        assertThat(header.tid()).isEqualTo(0x00007fa1cc0eee40L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\"\"",
                "\"a\"",
                "\"a\":",
                "\"a\" ",
                "\"a\" #1 daemon prio=5 os_pr",
                "\"a\" #1 prio=5 tid=",
                "\"a\" #1 prio=5 tid=0x",
                "\"a\" id=3149 in RUNNABLE (running in native)",
                "\"a\" id=1 idx=0x4 tid=2580 prio=5 alive, in native",
                "\"a\" - Thread t@",
                "\"a\" tid=0x11112222333344445",
                "at a.B.c(B.java:1)"
            })
    void otherOrCutLinesAreNone(String line) {
        assertThat(ThreadHeaderLine.parse(line)).isNull();
    }

    @Test
    void numbersTooLargeAreUnknown() {
        ThreadHeaderLine header =
                header("\"a\" prio=5 cpu=99999999999999999ms elapsed=1.1234567891234s tid=0x1 nid=NA runnable");
        assertThat(header.nid()).isEqualTo(UNKNOWN_ID);
        assertThat(header.cpu()).isNull();
        assertThat(header.elapsed()).isEqualTo(Duration.ofNanos(1_123_456_789));
    }

    @Test
    void headerThatSomeoneShortenedNeedsItsNumberAndItsState() {
        ThreadHeaderLine header =
                Objects.requireNonNull(ThreadHeaderLine.parse("\"a\" #7 prio=5 waiting on condition"));
        assertThat(header.number()).isEqualTo(7);
        assertThat(header.tid()).isEqualTo(UNKNOWN_ID);
        assertThat(header.stateText()).isEqualTo("waiting on condition");
        assertThat(header.isVisualVm()).isFalse();
        assertThat(ThreadHeaderLine.parse("\"a\" #7 prio=5 os_prio=0")).isNull();
        assertThat(ThreadHeaderLine.parse("\"a\" prio=5 runnable")).isNull();
        assertThat(ThreadHeaderLine.parse("\"a\" #7 of a list")).isNull();
    }
}
