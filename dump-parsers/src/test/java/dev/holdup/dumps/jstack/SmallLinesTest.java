package dev.holdup.dumps.jstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.dialect.LinePrefix;
import dev.holdup.dumps.dialect.StateLine;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SmallLinesTest {

    @Test
    void stateMayHaveADetail() {
        assertThat(StateLine.parse("java.lang.Thread.State: WAITING (parking)"))
                .isEqualTo(new StateLine(Thread.State.WAITING, "(parking)"));
        assertThat(StateLine.parse("java.lang.Thread.State: RUNNABLE"))
                .isEqualTo(new StateLine(Thread.State.RUNNABLE, ""));
        assertThat(StateLine.parse("java.lang.Thread.State: RUNN")).isNull();
        assertThat(StateLine.parse("java.lang.Thread.State: ")).isNull();
    }

    @Test
    void mountedVirtualThreadMayHaveAName() {
        assertThat(MountedLine.parse("Mounted virtual thread #22")).isEqualTo(new MountedLine(22, ""));
        assertThat(MountedLine.parse("Mounted virtual thread \"a # b\" #22")).isEqualTo(new MountedLine(22, "a # b"));
        assertThat(MountedLine.parse("Mounted virtual thread #")).isNull();
        assertThat(MountedLine.parse("Carrying virtual thread #22")).isNull();
    }

    @Test
    void bannerNamesAVirtualMachine() {
        assertThat(BannerLine.parse("Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode):"))
                .isEqualTo(new BannerLine("OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode)", ""));
        assertThat(Objects.requireNonNull(BannerLine.parse("x | Full thread dump OpenJDK VM (1)"))
                        .prefix())
                .isEqualTo("x | ");
        assertThat(BannerLine.parse("INFO Full thread dump follows")).isNull();
        assertThat(BannerLine.parse("1XMFULLTHDDUMP Full thread dump J9 VM (J2RE 7.0)"))
                .isNull();
    }

    @Test
    void prefixStandsForAllWithOtherDigits() {
        LinePrefix prefix = new LinePrefix("2026-11-23T10:11:12Z stdout F ");
        assertThat(prefix.cutFrom("2026-11-24T09:00:59Z stdout F \tat a.B.c(B.java:1)"))
                .isEqualTo("\tat a.B.c(B.java:1)");
        assertThat(prefix.cutFrom("2026-11-24T09:00:59Z stdout F")).isEmpty();
        assertThat(prefix.cutFrom("2026-11-24T09:00:59Z stderr F x")).isEqualTo("2026-11-24T09:00:59Z stderr F x");
        assertThat(prefix.cutFrom("2026-1")).isEqualTo("2026-1");
        assertThat(new LinePrefix("host java[77]: ").cutFrom("host java[1234]: x"))
                .isEqualTo("x");
        assertThat(LinePrefix.NONE.cutFrom("as it is")).isEqualTo("as it is");
    }
}
