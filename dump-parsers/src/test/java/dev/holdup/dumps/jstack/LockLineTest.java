package dev.holdup.dumps.jstack;

import static dev.holdup.dumps.model.LockUse.NO_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.LockAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - locked <0x00000000c0ffee10> (a my.Lock)                     | LOCKED            | my.Lock
                    - waiting to lock <0x00000000c0ffee10> (a my.Lock)            | WAITING_TO_LOCK   | my.Lock
                    - waiting to re-lock in wait() <0x00000000c0ffee10> (a my.Lock) | WAITING_TO_RELOCK | my.Lock
                    - waiting on <0x00000000c0ffee10> (a my.Lock)                 | WAITING_ON        | my.Lock
                    - parking to wait for  <0x00000000c0ffee10> (a my.Lock)       | PARKING           | my.Lock
                    - eliminated <0x00000000c0ffee10> (a my.Lock)                 | ELIMINATED        | my.Lock
                    - locked <c0ffee10> (a [Ljava.lang.Object;)                   | LOCKED            | [Ljava.lang.Object;
                    - locked <0x00000000c0ffee10>                                 | LOCKED            | ''
                    """)
    void actionAddressAndClassAreRead(String line, LockAction action, String className) {
        assertThat(LockLine.parse(line, false)).isEqualTo(new LockLine(action, 0xc0ffee10L, className, ""));
    }

    @Test
    void wordsMayStandInsteadOfTheAddress() {
        assertThat(LockLine.parse("- waiting on <no object reference available>", false))
                .isEqualTo(new LockLine(LockAction.WAITING_ON, NO_ADDRESS, "", ""));
        assertThat(LockLine.parse("- eliminated <owner is scalar replaced> (a my.Lock)", false))
                .isEqualTo(new LockLine(LockAction.ELIMINATED, NO_ADDRESS, "my.Lock", ""));
    }

    @Test
    void lockThatIsAClassSaysWhich() {
        assertThat(LockLine.parse("- locked <0x1> (a java.lang.Class for my.Singleton)", false))
                .isEqualTo(new LockLine(LockAction.LOCKED, 1, "java.lang.Class", "my.Singleton"));
    }

    @Test
    void classInitializationNamesTheClass() {
        assertThat(LockLine.parse("- waiting on the Class initialization monitor for my.Slow", false))
                .isEqualTo(new LockLine(LockAction.WAITING_ON_CLASS_INITIALIZATION, NO_ADDRESS, "my.Slow", ""));
    }

    @Test
    void synchronizersHaveNoWordBeforeThem() {
        LockLine expected = new LockLine(LockAction.LOCKED_OWNABLE_SYNCHRONIZER, 0x2a, "my.Sync", "");
        assertThat(LockLine.parse("- <0x2a> (a my.Sync)", true)).isEqualTo(expected);
        assertThat(LockLine.parse("- <0x2a> (a my.Sync)", false)).isNull();
        assertThat(LockLine.parse("- locked <0x2a> (a my.Sync)", true)).isEqualTo(expected);
    }

    @Test
    void identityHashIsNoAddress() {
        assertThat(LockLine.parse("- waiting on java.lang.Object@1f2e3d", false))
                .isEqualTo(new LockLine(LockAction.WAITING_ON, NO_ADDRESS, "java.lang.Object", ""));
        assertThat(LockLine.parse("- my.Sync@ea2050", true))
                .isEqualTo(new LockLine(LockAction.LOCKED_OWNABLE_SYNCHRONIZER, NO_ADDRESS, "my.Sync", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- ",
                "- locked",
                "- locked ",
                "- locked <0x00000000c0f",
                "- locked <0x00000000c0ffee10> (a my.Lo",
                "- waiting on @",
                "- item of some list",
                "at a.B.c(B.java:1)"
            })
    void cutOrOtherLinesAreNone(String line) {
        assertThat(LockLine.parse(line, false)).isNull();
    }
}
