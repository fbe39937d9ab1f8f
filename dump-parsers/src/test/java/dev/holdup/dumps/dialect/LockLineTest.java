package dev.holdup.dumps.dialect;

import static dev.holdup.dumps.model.LockUse.NO_ADDRESS;
import static dev.holdup.dumps.model.LockUse.NO_HASH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockAction;
import dev.holdup.dumps.model.LockOwner;
import java.util.List;
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
        assertThat(LockLine.parse(line, false))
                .isEqualTo(new LockLine(action, LockObject.at(0xc0ffee10L, className), null));
    }

    @Test
    void wordsMayStandInsteadOfTheAddress() {
        assertThat(LockLine.parse("- waiting on <no object reference available>", false))
                .isEqualTo(new LockLine(LockAction.WAITING_ON, LockObject.at(NO_ADDRESS, ""), null));
        assertThat(LockLine.parse("- eliminated <owner is scalar replaced> (a my.Lock)", false))
                .isEqualTo(new LockLine(LockAction.ELIMINATED, LockObject.at(NO_ADDRESS, "my.Lock"), null));
    }

    @Test
    void lockThatIsAClassSaysWhich() {
        assertThat(LockLine.parse("- locked <0x1> (a java.lang.Class for my.Singleton)", false))
                .isEqualTo(new LockLine(
                        LockAction.LOCKED, new LockObject(1, NO_HASH, "java.lang.Class", "my.Singleton"), null));
    }

    @Test
    void classInitializationNamesTheClass() {
        assertThat(LockLine.parse("- waiting on the Class initialization monitor for my.Slow", false))
                .isEqualTo(new LockLine(
                        LockAction.WAITING_ON_CLASS_INITIALIZATION, LockObject.at(NO_ADDRESS, "my.Slow"), null));
    }

    @Test
    void synchronizersHaveNoWordBeforeThem() {
        LockLine expected = new LockLine(LockAction.LOCKED_OWNABLE_SYNCHRONIZER, LockObject.at(0x2a, "my.Sync"), null);
        assertThat(LockLine.parse("- <0x2a> (a my.Sync)", true)).isEqualTo(expected);
        assertThat(LockLine.parse("- <0x2a> (a my.Sync)", false)).isNull();
        assertThat(LockLine.parse("- locked <0x2a> (a my.Sync)", true)).isEqualTo(expected);
    }

    @Test
    void identityHashIsNoAddress() {
        LockObject hashed = new LockObject(NO_ADDRESS, 0x1f2e3d, "java.lang.Object", "");
        for (String line : List.of(
                "- waiting on java.lang.Object@1f2e3d",
                "-  waiting on java.lang.Object@1f2e3d",
                "- waiting on <java.lang.Object@1f2e3d>")) {
            assertThat(LockLine.parse(line, false)).isEqualTo(new LockLine(LockAction.WAITING_ON, hashed, null));
        }
        assertThat(LockLine.parse("- my.Sync@ea2050", true))
                .isEqualTo(new LockLine(
                        LockAction.LOCKED_OWNABLE_SYNCHRONIZER,
                        new LockObject(NO_ADDRESS, 0xea2050, "my.Sync", ""),
                        null));
        assertThat(LockLine.parse("- lock is eliminated", false))
                .isEqualTo(new LockLine(LockAction.ELIMINATED, LockObject.at(NO_ADDRESS, ""), null));
    }

    @Test
    void ownerMayBeNamedBesideWhatIsWaitedFor() {
        LockLine line = LockLine.parse("- waiting to lock <2a> (a my.Lock) owned by \"a \"b\" t@1\" t@12", false);
        assertThat(line)
                .isEqualTo(new LockLine(
                        LockAction.WAITING_TO_LOCK,
                        LockObject.at(0x2a, "my.Lock"),
                        new LockOwner("a \"b\" t@1", 12, JvmThread.UNKNOWN_ID)));
        assertThat(LockLine.parse("- parking to wait for <my.Sync@2a>, owner #31", false))
                .isEqualTo(new LockLine(
                        LockAction.PARKING,
                        new LockObject(NO_ADDRESS, 0x2a, "my.Sync", ""),
                        new LockOwner("", 31, JvmThread.UNKNOWN_ID)));
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
