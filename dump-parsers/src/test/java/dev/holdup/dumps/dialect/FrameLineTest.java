package dev.holdup.dumps.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.JvmFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLineTest {

    @Test
    void placesAreReadWithAndWithoutModule() {
        assertThat(FrameLine.parse("at a.b.C.run(C.java:12)")).isEqualTo(new JvmFrame("a.b.C", "run", "C.java", 12));
        assertThat(FrameLine.parse("at java.lang.Thread.run(java.base@25.0.3/Thread.java:1474)"))
                .isEqualTo(new JvmFrame("java.lang.Thread", "run", "Thread.java", 1474));
        assertThat(FrameLine.parse("at java.io.FileInputStream.readBytes(java.base@17.0.15/Native Method)"))
                .isEqualTo(new JvmFrame("java.io.FileInputStream", "readBytes", null, JvmFrame.NATIVE));
        assertThat(FrameLine.parse("at sun.misc.Unsafe.park(Native Method)"))
                .isEqualTo(new JvmFrame("sun.misc.Unsafe", "park", null, JvmFrame.NATIVE));
        assertThat(FrameLine.parse("at C.<init>(Unknown Source)"))
                .isEqualTo(new JvmFrame("C", "<init>", null, JvmFrame.UNKNOWN));
        assertThat(FrameLine.parse("at C.<clinit>(C.java)"))
                .isEqualTo(new JvmFrame("C", "<clinit>", "C.java", JvmFrame.UNKNOWN));
        assertThat(FrameLine.parse("at C.old(Redefined)")).isEqualTo(new JvmFrame("C", "old", null, JvmFrame.UNKNOWN));
    }

    @Test
    void loaderAndModuleBeforeTheClassAreCut() {
        JvmFrame expected = new JvmFrame("java.lang.Thread", "run", "Thread.java", 833);
        assertThat(FrameLine.parse("at java.base@17.0.15/java.lang.Thread.run(Thread.java:833)"))
                .isEqualTo(expected);
        assertThat(FrameLine.parse("at app//java.lang.Thread.run(Thread.java:833)"))
                .isEqualTo(expected);
        assertThat(FrameLine.parse("at app/my.module@1.2/java.lang.Thread.run(Thread.java:833)"))
                .isEqualTo(expected);
    }

    @Test
    void hiddenClassKeepsItsEnd() {
        assertThat(FrameLine.parse("at V$$Lambda/0x0000000090040210.run(Unknown Source)"))
                .isEqualTo(new JvmFrame("V$$Lambda/0x0000000090040210", "run", null, JvmFrame.UNKNOWN));
        assertThat(FrameLine.parse("at app//a.V$$Lambda$14/123456.run(Unknown Source)"))
                .isEqualTo(new JvmFrame("a.V$$Lambda$14/123456", "run", null, JvmFrame.UNKNOWN));
    }

    @Test
    void methodNamesMayHoldAlmostAnything() {
        assertThat(FrameLine.parse("at a.SpecTest.it (really) works(SpecTest.kt:3)"))
                .isEqualTo(new JvmFrame("a.SpecTest", "it (really) works", "SpecTest.kt", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at ",
                "at a",
                "at a.b.C.run",
                "at a.b.C.run(C.java:12",
                "at (C.java:1)",
                "at .run(C.java:1)",
                "at C.(C.java:1)",
                "- locked <0x1> (a X)",
                "noise"
            })
    void cutOrOtherLinesAreNone(String line) {
        assertThat(FrameLine.parse(line)).isNull();
    }

    @Test
    void impossibleLineNumbersAreUnknown() {
        assertThat(FrameLine.parse("at C.m(C.java:99999999999)"))
                .isEqualTo(new JvmFrame("C", "m", "C.java:99999999999", JvmFrame.UNKNOWN));
    }
}
